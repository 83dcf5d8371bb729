using SoakHarness.Load.Feeds;
using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;
using SoakHarness.ScenarioFiles.Values;

namespace SoakHarness.ScenarioFiles.Keys;

/// <summary>Keys of <c>load</c>.</summary>
internal static class LoadKeys
{
    /// <summary>The map under <c>load</c>.</summary>
    public static MapShape Shape { get; } =
        new([
            new("warm-up", Scalars.DurationOrZero, "Load before anything counts: recorded, left out of statistics.")
            {
                AlsoWritten = "ramp-up",
                Default = "none",
            },
            new("simulations", new ListShape<MapValue>(SimulationKeys.Shape), "Load shapes, run one after another.")
            {
                AlsoWritten = "users vus copies rate rps duration during stages phases profile",
            },
            new("self-driven", SelfDriven, "The target drives itself; only its operations are counted."),
            new("external", External, "Another program generates the load; its results are imported."),
            new("requests", new ListShape<MapValue>(RequestKeys.Request), "Weighted mix of single requests.")
            {
                AlsoWritten = "endpoints calls urls",
            },
            new("steps", new ListShape<MapValue>(RequestKeys.Step), "Ordered journey; each iteration runs all steps.")
            {
                AlsoWritten = "journey flow",
            },
            new(
                "transport",
                Scalars.Choice(("http", TransportKind.Http), ("fast", TransportKind.Fast)),
                "http does everything; fast is plain HTTP/1.1 at the least CPU."
            )
            {
                Default = "http",
            },
            new("http", HttpKeys.Shape, "How requests travel."),
            new(
                "feeds",
                new DictionaryShape<MapValue>(Feed, "names"),
                "Data feeds; ${name.column} in paths, headers and bodies stands for a value of the current row. Without a file: "
                    + $"{GeneratedColumn.Placeholders}."
            )
            {
                AlsoWritten = "data feeder feeders csv",
            },
            new("pacing", Scalars.DurationOrZero, "Least time from one iteration's start to the same user's next.")
            {
                Default = "none",
            },
            new(
                "mix",
                new EitherShape(Scalars.Choice(("randomised", LoadPartText.RandomisedWindow)), Randomised),
                "Draw new request weights for each window, so that growth can be told apart by endpoint."
            )
            {
                Default = "the weights as given",
            },
            new("seed", Scalars.Whole(0, int.MaxValue), "Seed of everything drawn at random.") { Default = "1" },
            new(
                "max-lateness",
                Scalars.Duration,
                "The run is void when the generator's own lateness p99 is above this."
            )
            {
                Default = "100ms",
            },
            new("stop-within", Scalars.DurationOrZero, "How long requests in flight may take to finish at the end.")
            {
                AlsoWritten = "graceful-stop",
                Default = "30s",
            },
            new(
                "part",
                Scalars.Form("a part like 1/2 (part 1 of 2)", LoadPartText.Parse, "[0-9]+/[0-9]+"),
                "Which share of the load this generator delivers."
            )
            {
                AlsoWritten = "shard partition",
                Default = "1/1",
            },
        ])
        {
            Exclusives =
            [
                new Exclusive(["simulations", "self-driven", "external"], IsRequired: true),
                new Exclusive(["requests", "steps"]),
            ],
        };

    private static MapShape SelfDriven =>
        new([
            new("during", Scalars.Duration, "How long the target is watched.")
            {
                AlsoWritten = "duration for time length",
                IsRequired = true,
            },
            new("operations", Operations, "Where the operations are counted.")
            {
                AlsoWritten = "counter jobs",
                IsRequired = true,
            },
        ]);

    private static MapShape Operations =>
        new([
            new(
                "meter",
                Scalars.Form("a meter and its instrument like Shop.Worker/jobs.done", MeterName, "[^/]+/[^/]+"),
                "Meter and instrument of a .NET target."
            ),
            new(
                "stdout",
                Scalars.Expression,
                "Regular expression over the output whose first group is the count so far."
            ),
            new("prometheus", Scalars.Text, "Name of a counter at target.metrics.prometheus."),
        ])
        {
            Exclusives = [new Exclusive(["meter", "stdout", "prometheus"], IsRequired: true)],
        };

    private static MapShape External =>
        new([
            new(
                "command",
                new ListShape<string>(Scalars.Text),
                "A program and its arguments; ${SOAK_URL} is the target's address, ${SOAK_RESULTS} the file of results. "
                    + "Both are in its environment too."
            )
            {
                IsRequired = true,
            },
            new("results", Results, "What it writes about its requests, imported while it runs.")
            {
                AlsoWritten = "output result",
                Default = "requests are not counted, and growth is told by time alone",
            },
            new("within", Scalars.Duration, "After this time it is asked to end, and killed after load.stop-within.")
            {
                AlsoWritten = "during duration timeout",
                Default = "it ends by itself",
            },
        ]);

    private static MapShape Results =>
        new([
            new(
                "format",
                Scalars.Choice(
                    ("k6-csv", ResultsFormat.K6Csv),
                    ("k6-json", ResultsFormat.K6Json),
                    ("jmeter-csv", ResultsFormat.JMeterCsv),
                    ("nbomber-csv", ResultsFormat.NBomberCsv)
                ),
                "Format of the results."
            )
            {
                IsRequired = true,
            },
            new("file", PathShape.ToAnything, "The file it writes, when it does not write to ${SOAK_RESULTS}.")
            {
                Default = "the file that ${SOAK_RESULTS} names, in the run's folder",
            },
        ]);

    private static MapShape Feed =>
        new([
            new("file", PathShape.ToFile, "A .csv, .json (array of objects) or .jsonl file.")
            {
                AlsoWritten = "path source csv json data",
                IsRequired = true,
            },
            new(
                "order",
                Scalars.Choice(
                    ("circular", FeedOrder.Circular),
                    ("random", FeedOrder.Random),
                    ("sequential", FeedOrder.Sequential),
                    ("unique", FeedOrder.Unique)
                ),
                "Order in which rows are handed out."
            )
            {
                AlsoWritten = "strategy mode kind",
                Default = "circular",
            },
        ])
        {
            Alone = _ => "file",
        };

    private static MapShape Randomised =>
        new([
            new("randomised", Scalars.Duration, "Length of a window.")
            {
                AlsoWritten = "randomized random window every during",
                IsRequired = true,
            },
        ])
        {
            Alone = _ => "randomised",
        };

    private static string? MeterName(string text) =>
        text.Split('/') is [{ Length: > 0 }, { Length: > 0 }] ? text : null;
}
