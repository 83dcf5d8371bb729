using SoakHarness.Model.Recordings;

namespace SoakHarness.Analysis;

/// <summary>Finds what was measured of the target.</summary>
internal static class TargetSeries
{
    /// <summary>
    /// A metric's series; of several processes, as after a restart, the longest; null when it was not measured.
    /// </summary>
    /// <param name="recording">Everything measured.</param>
    /// <param name="metric">Metric name.</param>
    internal static Series? OfTarget(this Recording recording, string metric) =>
        recording
            .Series.Where(s => s.Metric == metric && s.Source.Role == SourceRole.Target)
            .MaxBy(s => s.Times.Length);
}
