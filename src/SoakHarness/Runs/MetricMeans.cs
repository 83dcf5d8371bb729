using SoakHarness.Model.Pressure;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Runs;

/// <summary>Means of metrics over the load, for thresholds.</summary>
internal static class MetricMeans
{
    /// <summary>
    /// The mean of a gauge, or what GC pressure comes to over the whole load; null when it was not measured.
    /// </summary>
    internal static double? Of(Recording recording, GcPressure? pressure, string metric) =>
        PressureDecision.IsAbout(metric) ? PressureDecision.Value(pressure, metric)
        : Target(recording, metric) is { Values.Length: > 0 } series ? series.Values.Average()
        : null;

    private static Series? Target(Recording recording, string metric) =>
        recording.Series.FirstOrDefault(s => s.Metric == metric && s.Source.Role == SourceRole.Target);
}
