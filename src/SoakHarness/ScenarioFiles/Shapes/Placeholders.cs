using System.Text.RegularExpressions;

namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>
/// Fills in <c>${NAME}</c> from the environment. In requests and steps a feed's column (<c>${feed.column}</c>) and a
/// value captured by an earlier step are left as they are: the load fills them in for every request.
/// </summary>
/// <param name="environment">Environment variables.</param>
/// <param name="load">Placeholders of the load.</param>
internal sealed partial class Placeholders(IReadOnlyDictionary<string, string> environment, LoadPlaceholders load)
{
    /// <summary>Fills in one text.</summary>
    /// <param name="text">Text with placeholders.</param>
    /// <param name="key">Path of the key it belongs to.</param>
    public ExpandedText Expand(string text, string key)
    {
        var secrets = new List<string>();
        var problems = new List<(string Message, string? Nearest)>();
        var expanded = Placeholder().Replace(text, match => Fill(match, key, (secrets, problems)));
        return new ExpandedText(expanded, secrets, problems);
    }

    private string Fill(Match match, string key, (List<string> Secrets, List<(string, string?)> Problems) to)
    {
        var name = match.Groups["name"].Value;
        if (load.Knows(name, key))
        {
            return match.Value;
        }

        if (environment.TryGetValue(name, out var value))
        {
            to.Secrets.Add(value);
            return value;
        }

        var known = load.NamesAt(key);
        var or = known.Count == 0 ? "" : $", and the load here knows only {string.Join(", ", known)}";
        to.Problems.Add(
            (
                $"${{{name}}} has no value: the environment variable {name} is not set{or}",
                Nearest.To(name, known.Concat(environment.Keys))
            )
        );
        return match.Value;
    }

    [GeneratedRegex(@"\$\{(?<name>[^}]*)\}")]
    private static partial Regex Placeholder();
}
