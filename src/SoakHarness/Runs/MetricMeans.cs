using SoakHarness.Model.Metrics;
using SoakHarness.Model.Pressure;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Runs;

/// <summary>
/// What thresholds compare of the target: the mean of a gauge or of the floors while the load ran after its warm-up,
/// and of a total what was added to it meanwhile.
/// </summary>
internal static class MetricMeans
{
    /// <summary>The value of a metric, or of GC pressure over the whole load; null when it was not measured.</summary>
    internal static double? Of(Recording recording, GcPressure? pressure, string metric) =>
        PressureDecision.IsAbout(metric)
            ? PressureDecision.Value(pressure, metric)
            : (Readings(recording, metric), Load(recording)) switch
            {
                ([], _) => null,
                (var all, var load) when MetricCatalog.Find(metric)?.Kind == MetricKind.Cumulative => Added(all, load),
                (var all, var load) => Mean([.. all.Where(r => r.Time >= load.From && r.Time <= load.To)]),
            };

    private static (double Time, double Value)[] Readings(Recording recording, string metric) =>
        metric == "live-heap"
            ?
            [
                .. recording
                    .Checkpoints.Where(c => c is { Outcome: CheckpointOutcome.Completed, IsDrained: false })
                    .Select(c => (c.Time, (double)c.LiveBytes)),
            ]
        : recording.Series.FirstOrDefault(s => s.Metric == metric && s.Source.Role == SourceRole.Target) is { } series
            ? [.. series.Times.Zip(series.Values)]
        : [];

    /// <summary>From the first simulation to the drain; everything when the recording has no phases.</summary>
    private static (double From, double To) Load(Recording recording)
    {
        var phases = recording.Events.Where(e => e.Kind == RunEventKind.Phase).ToArray();
        var first = phases.FirstOrDefault(p => p.Text is not ("warm-up" or "drain" or "end"));
        var last = phases.FirstOrDefault(p => p.Text is "drain" or "end");
        return (first?.Time ?? double.NegativeInfinity, last?.Time ?? double.PositiveInfinity);
    }

    /// <summary>A total that nothing was read of before the load had nothing to count until then.</summary>
    private static double? Added((double Time, double Value)[] all, (double From, double To) load)
    {
        var before = all.LastOrDefault(r => r.Time <= load.From).Value;
        var inside = all.Where(r => r.Time > load.From && r.Time <= load.To).ToArray();
        return inside.Length == 0 ? null : inside[^1].Value - before;
    }

    private static double? Mean((double Time, double Value)[] readings) =>
        readings.Length == 0 ? null : readings.Average(r => r.Value);
}
