using System.Text.RegularExpressions;

namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>
/// Keys of the contract whose feature does not exist yet: they are known, documented and refused. A key that were only
/// ignored would make a run claim more than it did.
/// </summary>
internal static partial class UnsupportedKeys
{
    /// <summary>Paths of keys, without list positions; <c>KEY: VALUE</c> refuses one value only.</summary>
    public static IReadOnlyList<string> All { get; } = [];

    /// <summary>What of a key is refused.</summary>
    /// <param name="path">Path of the key.</param>
    /// <param name="value">Its value when it is a single one, else null.</param>
    /// <param name="refused">Entries like those of <see cref="All"/>.</param>
    /// <returns>The entry, or null when nothing is.</returns>
    public static string? Find(string path, string? value, IReadOnlyList<string> refused)
    {
        var plain = Position().Replace(path, "");
        return refused.FirstOrDefault(key => key == plain || key == $"{plain}: {value}");
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Position();
}
