using System.Globalization;
using System.Text.RegularExpressions;
using SoakHarness.Load.Feeds;
using SoakHarness.ScenarioFiles.Yaml;

namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>
/// The placeholders the load fills in: columns of feeds, values that are made, and values captured by earlier steps.
/// </summary>
internal sealed partial class LoadPlaceholders
{
    private static readonly string[] External = ["SOAK_URL", "SOAK_RESULTS"];
    private readonly string[] feeds;
    private readonly string[][] captures;

    /// <summary>Collects the names from the tree of a scenario, before anything is checked.</summary>
    /// <param name="root">Root of the file; null for an empty one.</param>
    public LoadPlaceholders(YamlNode? root)
    {
        var load = (root as YamlMap)?.Find("load") as YamlMap;
        feeds = [.. KeysOf(load?.Find("feeds")).Where(name => name != GeneratedColumn.Feed)];
        captures = load?.Find("steps") is YamlList steps
            ? [.. steps.Items.Select(step => KeysOf((step as YamlMap)?.Find("capture")))]
            : [];
    }

    /// <summary>True when the load fills in a placeholder.</summary>
    /// <param name="name">Text between the braces.</param>
    /// <param name="key">Path of the key it stands under.</param>
    public bool Knows(string name, string key)
    {
        if (!Request().IsMatch(key))
        {
            return IsExternal(key) && External.Contains(name);
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0
            ? CapturedBefore(key).Contains(name)
            : feeds.Contains(name[..dot]) || GeneratedColumn.Parse(name) is not null;
    }

    /// <summary>Names that may stand at a key, for messages.</summary>
    /// <param name="key">Path of the key.</param>
    public IReadOnlyList<string> NamesAt(string key) =>
        IsExternal(key) ? External
        : Request().IsMatch(key)
            ? [.. CapturedBefore(key), .. feeds.Select(f => $"{f}.COLUMN"), .. GeneratedColumn.Names]
        : [];

    private static bool IsExternal(string key) => key.StartsWith("load.external.command", StringComparison.Ordinal);

    private IEnumerable<string> CapturedBefore(string key)
    {
        var match = Request().Match(key);
        return match.Groups["kind"].Value == "steps"
            ? captures.Take(int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture)).SelectMany(c => c)
            : [];
    }

    private static string[] KeysOf(YamlNode? node) =>
        node is YamlMap map ? [.. map.Entries.Select(e => e.Key.Text)] : [];

    [GeneratedRegex(@"\Aload\.(?<kind>requests|steps)\[(?<index>\d+)\]")]
    private static partial Regex Request();
}
