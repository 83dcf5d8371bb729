using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Binding;

/// <summary>Turns <c>load.external</c> into its record.</summary>
internal static class ExternalBinding
{
    private const string ResultsVariable = "${SOAK_RESULTS}";

    // What only our own generator does.
    private static readonly string[] OwnLoadOnly =
    [
        "transport",
        "http",
        "feeds",
        "pacing",
        "mix",
        "seed",
        "max-lateness",
        "part",
    ];

    /// <summary>Binds the map.</summary>
    /// <param name="map">The map under <c>load.external</c>.</param>
    /// <param name="load">The map under <c>load</c>.</param>
    /// <param name="target">The target that is loaded.</param>
    public static ExternalLoadSpec Bind(MapValue map, MapValue load, TargetSpec target)
    {
        var command = map.Get<string[]>("command", []);
        var results = map.Find<MapValue>("results");
        if (command.Any(a => a.Contains(ResultsVariable, StringComparison.Ordinal)) && !map.Has("results"))
            map.Report("command", $"uses {ResultsVariable}, but without results and their format nothing is imported");
        if (command.Any(a => a.Contains("${SOAK_URL}", StringComparison.Ordinal)) && target.Url is null)
            map.Report("command", "uses ${SOAK_URL}, which needs target.url");
        foreach (var key in OwnLoadOnly.Where(load.Has))
            load.Report(key, "is not for an external load: the other program decides that");
        return new ExternalLoadSpec
        {
            Command = command,
            Format = results?.Get<ResultsFormat?>("format", null),
            Results = results?.Find<string>("file"),
            Within = map.Get<TimeSpan?>("within", null),
        };
    }
}
