using SoakHarness.Model.Recordings;

namespace SoakHarness.Exports;

/// <summary>A recording as rows: samples, floors, collections and load windows.</summary>
internal static class ExportRows
{
    internal static IEnumerable<ExportRow> Of(Recording recording) =>
        recording
            .Series.SelectMany(s => s.Times.Select((time, i) => Row(s.Source, time, s.Metric, s.Values[i])))
            .Concat(
                recording
                    .Checkpoints.Where(c => c.Outcome == CheckpointOutcome.Completed)
                    .Select(c => Row(c.Source, c.Time, c.IsDrained ? "live-heap.drained" : "live-heap", c.LiveBytes))
            )
            .Concat(
                recording.Collections.Select(c =>
                    Row(
                        c.Source,
                        c.Time,
                        FormattableString.Invariant($"gc.gen{c.Generation}{(c.IsInduced ? ".induced" : "")}.pause-ms"),
                        c.PauseMs
                    )
                )
            )
            .Concat(recording.Load.SelectMany(Window));

    private static IEnumerable<ExportRow> Window(LoadWindow window)
    {
        (string Name, double? Value)[] values =
        [
            ("load.seconds", window.Seconds),
            ("load.asked", window.Asked),
            ("load.sent", window.Sent),
            ("load.completed", window.Completed),
            ("load.failed", window.Failed),
            ("load.timed-out", window.TimedOut),
            ("load.cancelled", window.Cancelled),
            ("load.backlog", window.Backlog),
            .. Durations("latency", window.Latency),
            .. Durations("service-time", window.ServiceTime),
        ];
        return values
            .Where(v => v.Value is not null)
            .Select(v => Row(window.Source, window.Time, v.Name, v.Value!.Value) with { Step = window.Step });
    }

    private static (string Name, double? Value)[] Durations(string name, LatencyCounts counts) =>
        [
            ($"{name}.p50", counts.Percentile(50) / 1000),
            ($"{name}.p95", counts.Percentile(95) / 1000),
            ($"{name}.p99", counts.Percentile(99) / 1000),
            ($"{name}.max", counts.Percentile(100) / 1000),
        ];

    private static ExportRow Row(Source source, double time, string metric, double value) =>
        new(time, source.Role.ToString().ToLowerInvariant(), source.Pid, metric, "", value);
}
