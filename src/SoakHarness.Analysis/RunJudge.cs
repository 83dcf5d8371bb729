using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis;

/// <summary>Judges a whole recording: every metric that gates, and those that explain.</summary>
public static class RunJudge
{
    private static readonly string[] Explaining =
    [
        "timers",
        "assemblies",
        "gc-handles",
        "sockets",
        "child-processes",
        "goroutines",
        "rss",
    ];

    /// <summary>Judges.</summary>
    /// <param name="recording">Everything measured.</param>
    /// <param name="spec">Bar and gating metrics.</param>
    /// <param name="memoryLimit">Memory budget in bytes; null when not known.</param>
    public static RunVerdict Judge(Recording recording, VerdictSpec spec, double? memoryLimit)
    {
        var reader = new RecordingSeries(recording);
        var options = new JudgeOptions
        {
            MinGrowth = spec.MinGrowth,
            WarmUpUntil = reader.WarmUpUntil,
            Work = recording.Work,
        };
        var ceilings = new Ceilings(recording, reader, memoryLimit);
        var connections = new LoadConnections(recording, reader.Find("sockets"));
        var findings = spec
            .Metrics.Concat(Explaining)
            .Distinct()
            .Select(metric =>
                Judge((reader, connections), metric, options with { Ceiling = ceilings.Of(metric) }) is { } finding
                    ? finding with
                    {
                        IsGating = Gates(metric, spec.Metrics),
                    }
                    : null
            )
            .OfType<MetricFinding>()
            .ToArray();
        return RunDecision.Decide(OpenedConnections.Allow(findings), recording.Checkpoints, recording.Work);
    }

    /// <summary>
    /// Goroutines are Go's threads, and the system counts processes with threads: they gate where threads do.
    /// </summary>
    private static bool Gates(string metric, IReadOnlyList<string> gating) =>
        gating.Contains(metric) || metric is "goroutines" or "child-processes" && gating.Contains("threads");

    /// <summary>A heap whose floor was asked for and never read is no clean heap.</summary>
    private static MetricFinding NoFloor(RecordingSeries reader) =>
        new()
        {
            Metric = "live-heap",
            Unit = "bytes",
            Code = ReasonCode.TooFewSamples,
            Rule = "samples",
            IsGating = true,
            Confidence = 0.5,
            Reason =
                !reader.IsWatched
                    ? "No process was watched, so nothing can be said about its memory. Name one with target.project, command, pid or process-name."
                : reader.Unread is { } why
                    ? $"No floor of live-heap was read while the load ran. {why} A longer run tells no more of it: enable them, or judge what is read, verdict.metrics: [rss, handles, threads], in more than half an hour."
                : reader.IsGo
                    ? "No floor of live-heap was read while the load ran. Of a Go program it is read at target.go.debug-url: is that set, and are net/http/pprof and expvar served there? If so, run longer, with checkpoints."
                : "No floor of live-heap was read while the load ran: no checkpoint completed and no full GC came by itself. Run longer, with checkpoints.",
        };

    private static MetricFinding? Judge(
        (RecordingSeries Series, LoadConnections Connections) of,
        string metric,
        JudgeOptions options
    )
    {
        if (of.Series.Find(metric) is not { } series)
            return metric == "live-heap" && of.Series.MayHaveHeap ? NoFloor(of.Series) : null;
        if (metric == "live-heap")
            options = options with { Drained = of.Series.DrainedFloors };
        // What it does at its ceiling, where every request fails, says nothing of how it grew.
        if (options.Ceiling is { } ceiling && Ceilings.Reached(series, ceiling) is { } full)
        {
            options = options with { Ceiling = ceiling with { ReachedAt = series.Times[full] } };
            series = series.First(full + 1);
        }

        var finding = SeriesJudge.Judge(series, options);
        return of.Connections.Acquit(series, finding, s => SeriesJudge.Judge(s, options)) ?? finding;
    }
}
