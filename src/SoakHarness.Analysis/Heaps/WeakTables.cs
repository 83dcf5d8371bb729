namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Conditional weak tables on the way to a leak. A table does not refer to its entries, which their keys keep alive:
/// which one it is is known by the type of its values, where only one table has it.
/// </summary>
internal static class WeakTables
{
    private const string Table = "System.Runtime.CompilerServices.ConditionalWeakTable<";
    private const double Most = 0.5;

    /// <summary>
    /// Says which step is the key of an entry, and in which table, where most of the instances are alive only with
    /// such a key.
    /// </summary>
    internal static string[] Mark(HeapView view, string[] steps, int[] instances)
    {
        if (view.WeakTableValues.Count == 0)
            return steps;
        var entries = instances
            .Select(instance => EntryAbove(view, instance))
            .OfType<(string Key, string Value)>()
            .CountBy(entry => entry)
            .ToArray();
        if (entries.Length == 0 || entries.MaxBy(e => e.Value) is var most && most.Value <= Most * instances.Length)
            return steps;
        var (key, value) = entries.MaxBy(entry => entry.Value).Key;
        var at = Array.FindLastIndex(steps, step => HolderPath.Bare(step) == key);
        if (at < 0)
            return steps;
        var table = Named(view, value) is { } name ? $", {name})" : ")";
        return [.. steps[..at], steps[at] + HolderPath.WeakKey + table, .. steps[(at + 1)..]];
    }

    /// <summary>A weak table in words, with its name where a step of a path has it.</summary>
    internal static string Words(string words, IEnumerable<string> steps)
    {
        const string before = HolderPath.WeakKey + ", ";
        var named = steps.FirstOrDefault(step => step.Contains(before, StringComparison.Ordinal));
        return named is null
            ? words
            : $"{words} ({named[(named.IndexOf(before, StringComparison.Ordinal) + before.Length)..^1]})";
    }

    private static (string Key, string Value)? EntryAbove(HeapView view, int instance)
    {
        for (var at = instance; view.Parent[at] is >= 0 and var parent; at = parent)
        {
            if (view.WeakTableValues.Contains(at) && view.References(parent).Contains(at))
                return (view.TypeName(parent), view.TypeName(at));
        }

        return null;
    }

    /// <summary>The field that holds the one table with such values; null where there is none, or more.</summary>
    private static string? Named(HeapView view, string value)
    {
        int[] tables =
        [
            .. view
                .Heap.Types.Where(type =>
                    type.StartsWith(Table, StringComparison.Ordinal)
                    && type.EndsWith($", {value}>", StringComparison.Ordinal)
                )
                .SelectMany(type => view.Sample(type, 2)),
        ];
        return tables is [var only] && view.Roots.Static(only) is { } name ? name : null;
    }
}
