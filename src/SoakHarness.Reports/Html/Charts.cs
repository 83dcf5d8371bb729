using SoakHarness.Model.Metrics;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Reports.Html;

/// <summary>The charts of a run; one that would be empty is left out.</summary>
internal static class Charts
{
    internal static Chart? Floor(RunReport report)
    {
        // What is drawn first lies behind: raw heap, band, trend, and the floor on top.
        var lines = new List<ChartLine>();
        AddMetric(lines, report, "heap", "heap after any GC", "raw");
        var trend = report.Verdict.Findings.FirstOrDefault(f => f.Metric == "live-heap")?.Trend ?? [];
        var band = lines.Count + 1;
        if (trend.Count > 0)
        {
            lines.Add(Line("high end of 90 %", "bad", trend, p => p.High) with { IsEdge = true });
            lines.Add(Line("low end of 90 %", "bad", trend, p => p.Low) with { IsEdge = true });
            lines.Add(Line("fitted trend", "trend", trend, p => p.Value) with { Dash = [6, 5] });
        }

        var done = report.Recording.Checkpoints.Where(c => c.Outcome == CheckpointOutcome.Completed).ToArray();
        AddFloors(lines, "floor", "floor", done.Where(c => !c.IsDrained));
        AddFloors(lines, "floor without load", "good", done.Where(c => c.IsDrained));
        return lines.Count == 0
            ? null
            : new Chart(
                "chart-floor",
                "Floor of the managed heap, its trend, and the heap after any GC",
                "bytes",
                lines
            )
            {
                Band = trend.Count > 0 ? (band, band + 1) : null,
                HasMarks = true,
            };
    }

    internal static Chart? Rate(RunReport report)
    {
        var windows = Whole(report);
        var lines = new List<ChartLine>();
        Add(lines, "asked", "raw", windows.Select(w => (w.Time, w.Asked / w.Seconds)));
        Add(lines, "completed", "good", windows.Select(w => (w.Time, w.Completed / w.Seconds)));
        Add(lines, "failed or timed out", "bad", windows.Select(w => (w.Time, (w.Failed + w.TimedOut) / w.Seconds)));
        return lines.Count == 0
            ? null
            : new Chart("chart-rate", "Requests per second: asked, completed, failed", "/s", lines) { FromZero = true };
    }

    internal static Chart? Latency(RunReport report)
    {
        var windows = Whole(report).Where(w => w.Durations.Count() > 0).ToArray();
        var lines = new List<ChartLine>();
        foreach (var (percent, colour) in (ReadOnlySpan<(double, string)>)[(50, "good"), (95, "floor"), (99, "bad")])
            Add(
                lines,
                FormattableString.Invariant($"p{percent}"),
                colour,
                windows.Select(w => (w.Time, w.Durations.Percentile(percent)!.Value / 1000))
            );
        return lines.Count == 0
            ? null
            : new Chart(
                "chart-latency",
                windows[0].Latency.Counts.Count > 0
                    ? "Latency percentiles from the intended start, per second"
                    : "Service time percentiles, per second",
                "ms",
                lines
            )
            {
                FromZero = true,
            };
    }

    internal static Chart? Pauses(RunReport report)
    {
        var lines = new List<ChartLine>();
        var pauses = report.Recording.Collections;
        Add(
            lines,
            "GC pause",
            "extra",
            pauses.Where(c => !c.IsInduced).Select(c => (c.Time, c.PauseMs)),
            hasPoints: true
        );
        Add(
            lines,
            "pause of a GC the harness induced",
            "raw",
            pauses.Where(c => c.IsInduced).Select(c => (c.Time, c.PauseMs)),
            hasPoints: true
        );
        return lines.Count == 0
            ? null
            : new Chart("chart-pauses", "GC pauses", "ms", [.. lines.Select(l => l with { IsScattered = true })])
            {
                FromZero = true,
            };
    }

    internal static Chart? Metric(RunReport report, MetricFinding finding)
    {
        var lines = new List<ChartLine>();
        AddMetric(lines, report, finding.Metric, finding.Metric, "floor");
        if (finding.Trend.Count > 0)
            lines.Insert(0, Line("fitted trend", "trend", finding.Trend, p => p.Value) with { Dash = [6, 5] });
        return !lines.Exists(l => l.Colour == "floor") || finding.Metric == "live-heap"
            ? null
            : new Chart($"chart-{finding.Metric}", finding.Metric, finding.Unit, lines);
    }

    /// <summary>What a metric is.</summary>
    internal static string Meaning(MetricFinding finding) =>
        MetricCatalog.Find(finding.Metric)?.Meaning ?? "A metric of the target's own.";

    internal static LoadWindow[] Whole(RunReport report) =>
        [
            .. report
                .Recording.Load.Where(w => w.Step.Length == 0 && w.Seconds > 0.2)
                // The late ends of the warm-up stand beside a window of the measured load.
                .GroupBy(w => w.Time)
                .Select(same => same.FirstOrDefault(w => !w.IsWarmUp) ?? same.First()),
        ];

    private static void AddFloors(List<ChartLine> lines, string label, string colour, IEnumerable<Checkpoint> floors) =>
        AddProcesses(
            lines,
            label,
            colour,
            floors.Select(c => (c.Source, c.Time, (double)c.LiveBytes)),
            hasPoints: true
        );

    /// <summary>A restarted target is a new process: those of a replica are one line, broken in between.</summary>
    private static void AddMetric(List<ChartLine> lines, RunReport report, string metric, string label, string colour)
    {
        var replicas = report
            .Recording.Series.Where(s => s.Metric == metric && s.Source.Role == SourceRole.Target && s.Times.Length > 0)
            .GroupBy(s => s.Source.Replica)
            .OrderBy(g => g.Key)
            .ToArray();
        foreach (var replica in replicas)
        {
            var points = replica.SelectMany(s => s.Times.Zip(s.Values, (time, value) => (s.Source, time, value)));
            AddProcesses(
                lines,
                replicas.Length == 1 ? label : $"{label}, replica {replica.Key}",
                colour,
                points.OrderBy(p => p.time)
            );
        }
    }

    private static void AddProcesses(
        List<ChartLine> lines,
        string label,
        string colour,
        IEnumerable<(Source Source, double Time, double Value)> points,
        bool hasPoints = false
    )
    {
        var all = points.ToArray();
        Add(lines, label, colour, all.Select(p => (p.Time, p.Value)), hasPoints);
        if (all.Length > 0)
            lines[^1] = lines[^1] with { Breaks = Breaks(all) };
    }

    private static (double From, double To)[] Breaks((Source Source, double Time, double Value)[] points) =>
        [
            .. points
                .Zip(points.Skip(1))
                .Where(p => p.First.Source != p.Second.Source)
                .Select(p => (p.First.Time, p.Second.Time)),
        ];

    private static void Add(
        List<ChartLine> lines,
        string label,
        string colour,
        IEnumerable<(double Time, double Value)> points,
        bool hasPoints = false
    )
    {
        var all = points.ToArray();
        if (all.Length > 0)
            lines.Add(
                new ChartLine(label, colour, [.. all.Select(p => p.Time)], [.. all.Select(p => p.Value)], hasPoints)
            );
    }

    private static ChartLine Line(
        string label,
        string colour,
        IReadOnlyList<TrendPoint> trend,
        Func<TrendPoint, double> value
    ) => new(label, colour, [.. trend.Select(p => p.Time)], [.. trend.Select(value)]);
}
