using SoakHarness.Model.Recordings;

namespace SoakHarness.DayBench;

/// <summary>
/// What a target that leaks 100 bytes a request, and its load of 200 requests a second, leave in each second of a day.
/// Seeded.
/// </summary>
internal sealed class Day(int seed, IEnumerable<string> steps)
{
    private static readonly string[] Metrics =
    [
        "heap",
        "committed",
        "fragmentation",
        "gen2",
        "loh",
        "poh",
        "rss",
        "native-memory",
        "handles",
        "sockets",
        "threads",
        "timers",
        "assemblies",
        "gc-handles",
        "finalization-pending",
        "threadpool-queue",
        "allocated",
        "cpu",
    ];

    private readonly string[] _steps = ["", .. steps];
    private readonly Random _random = new(seed);
    private readonly Source _target = new(SourceRole.Target, "host", "app", 1);
    private readonly Source _sidecar = new(SourceRole.Sidecar, "host", "soak", 2);
    private readonly Source _generator = new(SourceRole.Generator, "host", "soak", 3);

    /// <summary>The entries of a second.</summary>
    public IEnumerable<Entry> Second(int second)
    {
        if (second == 0)
            yield return new RunEvent(_generator, 0, RunEventKind.Phase, "inject 200/s");
        foreach (var metric in Metrics)
            yield return new Reading(_target, second, metric, Level(metric, second));
        foreach (var source in new[] { _sidecar, _generator })
        {
            yield return new Reading(source, second, "cpu", 0.02 * second);
            yield return new Reading(source, second, "rss", 9e7 + 1e6 * _random.NextDouble());
        }

        foreach (var step in _steps)
            yield return Window(step, second);
        if (second % 10 == 9)
            yield return new Checkpoint(_target, second)
            {
                Outcome = CheckpointOutcome.Completed,
                LiveBytes = (long)(4e7 + 20_000.0 * second + 5e4 * _random.NextDouble()),
                PauseMs = 30,
            };
        if (second % 3 == 0)
            yield return new GarbageCollection(_target, second)
            {
                Number = second,
                Generation = second % 10 == 9 ? 2 : 0,
                Reason = "AllocSmall",
                PauseMs = 0.5 + _random.NextDouble(),
            };
    }

    private double Level(string metric, int second) =>
        metric switch
        {
            "cpu" => 0.4 * second,
            "allocated" => 1e6 * second,
            "heap" or "rss" or "committed" => 8e7 + 20_000.0 * second + 2e7 * _random.NextDouble(),
            "handles" or "threads" or "sockets" => 60 + _random.Next(5),
            _ => 1e6 + 1e5 * _random.NextDouble(),
        };

    private LoadWindow Window(string step, int second) =>
        new(_generator, second)
        {
            Seconds = 1,
            Scenario = "day",
            Step = step,
            Asked = 200,
            Sent = 200,
            Completed = 200,
            Bytes = 40_000,
            Latency = Counts(3000),
            ServiceTime = Counts(2800),
            Lateness = Counts(40),
        };

    /// <summary>200 durations around a middle, in buckets 1.6 % wide.</summary>
    private LatencyCounts Counts(double middle)
    {
        var micros = Enumerable
            .Range(0, 200)
            .Select(_ =>
                (long)(middle * Math.Pow(1.016, 30 * (_random.NextDouble() - 0.3) * (_random.Next(20) == 0 ? 5 : 1)))
            );
        var buckets = micros
            .GroupBy(m => (long)Math.Ceiling(Math.Pow(1.016, Math.Ceiling(Math.Log(m, 1.016)))))
            .OrderBy(g => g.Key)
            .ToArray();
        return new LatencyCounts(
            [.. buckets.Select(b => b.Key)],
            [.. buckets.Select(b => (long)b.Count())],
            200 * middle,
            buckets[^1].Key
        );
    }
}
