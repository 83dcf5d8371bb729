using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>Finds the type that a person means by a name or a part of one.</summary>
public static class TypeSearch
{
    /// <summary>The types that fit best: the one of exactly that name, else those that end with it after a dot, else
    /// those whose simple name it is, else those that contain it in any case.</summary>
    /// <param name="snapshot">Snapshot.</param>
    /// <param name="text">What was typed.</param>
    /// <returns>Full names, sorted; empty when nothing fits.</returns>
    public static IReadOnlyList<string> Find(HeapSnapshot snapshot, string text)
    {
        if (snapshot.Types.Contains(text))
            return [text];
        Func<string, bool>[] rules =
        [
            type =>
                type.EndsWith("." + text, StringComparison.Ordinal)
                || type.EndsWith("+" + text, StringComparison.Ordinal),
            type => TypeNames.Simple(type) == text,
            type => type.Contains(text, StringComparison.OrdinalIgnoreCase),
        ];
        return rules
                .Select(rule => snapshot.Types.Where(rule).Order(StringComparer.Ordinal).ToArray())
                .FirstOrDefault(found => found.Length > 0)
            ?? [];
    }
}
