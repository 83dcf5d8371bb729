using SoakHarness.Model.Recordings;

namespace SoakHarness.Runs;

/// <summary>Counts requests in a recording.</summary>
internal static class RequestCount
{
    /// <summary>
    /// Requests answered until a moment, from the load windows; counted operations where nothing was sent; null when
    /// nothing was counted.
    /// </summary>
    /// <param name="recording">Recording.</param>
    /// <param name="time">Seconds since the run's origin.</param>
    internal static double? RequestsUntil(this Recording recording, double time)
    {
        var windows = recording.Load.Where(w => w.Step.Length == 0).ToArray();
        if (windows.Length > 0)
            return windows
                .Where(w => w.Time - w.Seconds < time)
                .Sum(w => (w.Completed + w.Failed) * Math.Clamp((time - w.Time + w.Seconds) / w.Seconds, 0, 1));
        var counted = recording.Series.FirstOrDefault(s => s.Metric == "requests");
        return counted?.Times.Zip(counted.Values).LastOrDefault(p => p.First <= time) is { First: > 0 } point
            ? point.Second
            : null;
    }
}
