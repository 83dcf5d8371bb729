using System.Text.RegularExpressions;
using SoakHarness.Load.Feeds;
using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Binding;

/// <summary>
/// Turns <c>load.feeds</c> into its records, and looks into the files for the columns that requests name.
/// </summary>
internal static partial class FeedBinding
{
    /// <summary>Binds the feeds.</summary>
    /// <param name="load">The map under <c>load</c>.</param>
    public static Dictionary<string, FeedSpec> Bind(MapValue load)
    {
        var feeds = new Dictionary<string, FeedSpec>();
        foreach (var (name, map) in load.Get("feeds", new Dictionary<string, MapValue>()))
        {
            if (name == GeneratedColumn.Feed)
            {
                var made = string.Join(", ", GeneratedColumn.Names);
                map.Report($"cannot be the name of a feed: {made} are values made for every iteration");
                continue;
            }

            if (map.Find<string>("file") is not { } file)
            {
                continue;
            }

            feeds[name] = new FeedSpec(file, map.Get("order", FeedOrder.Circular));
            if (Columns(map, file) is { } columns)
            {
                CheckColumns(load, name, columns);
            }
        }

        return feeds;
    }

    private static IReadOnlyList<string>? Columns(MapValue map, string file)
    {
        if (Path.GetExtension(file) is not (".csv" or ".json" or ".jsonl"))
        {
            map.Report("file", "must end in .csv, .json or .jsonl");
            return null;
        }

        try
        {
            return FeedFile.ColumnsOf(file);
        }
        catch (Exception fault) when (fault is FeedException or IOException or UnauthorizedAccessException)
        {
            map.Report("file", $"cannot be used as a feed: {fault.Message.TrimEnd('.')}");
            return null;
        }
    }

    private static void CheckColumns(MapValue load, string feed, IReadOnlyList<string> columns)
    {
        foreach (var list in new[] { "requests", "steps" })
        {
            foreach (var request in load.Get<MapValue[]>(list, []))
            {
                foreach (var (key, text) in Texts(request))
                {
                    CheckText(request, (key, text), (feed, columns));
                }
            }
        }
    }

    private static IEnumerable<(string Key, string Text)> Texts(MapValue request)
    {
        foreach (var key in new[] { "path", "json", "body" })
        {
            yield return (key, request.Get(key, ""));
        }

        foreach (var value in request.Get("headers", new Dictionary<string, string>()).Values)
        {
            yield return ("headers", value);
        }
    }

    private static void CheckText(
        MapValue request,
        (string Key, string Text) at,
        (string Name, IReadOnlyList<string> Columns) feed
    )
    {
        foreach (Match match in Placeholder().Matches(at.Text))
        {
            var (name, column) = (match.Groups["feed"].Value, match.Groups["column"].Value);
            if (name == feed.Name && !feed.Columns.Contains(column))
            {
                var known = string.Join(", ", feed.Columns);
                request.Report(at.Key, $"${{{name}.{column}}} names no column of the feed; there are {known}");
            }
        }
    }

    [GeneratedRegex(@"\$\{(?<feed>[^}.]+)\.(?<column>[^}]+)\}")]
    private static partial Regex Placeholder();
}
