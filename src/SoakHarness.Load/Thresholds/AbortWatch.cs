using SoakHarness.Load.Summaries;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;

namespace SoakHarness.Load.Thresholds;

/// <summary>
/// Checks a threshold that ends the run, window by window, over everything since its beginning. Its size does not
/// depend on the length of the run.
/// </summary>
/// <param name="threshold">The threshold.</param>
internal sealed class AbortWatch(ThresholdExpression threshold)
{
    private double? _began;
    private LoadWindow? _sum;
    private int _broken;

    /// <summary>Takes windows that end in the same moment.</summary>
    /// <param name="windows">Windows after the warm-up; the whole load and its steps.</param>
    /// <returns>Why the run ends; null when it goes on.</returns>
    internal string? Check(IReadOnlyList<LoadWindow> windows)
    {
        if (windows.FirstOrDefault(w => w.Step == (threshold.Step ?? "")) is not { } next)
            return null;
        _began ??= next.Time - next.Seconds;
        if (next.Time - next.Seconds < _began + threshold.From.TotalSeconds - 0.5)
            return null;
        _sum = _sum is null ? next : Together(_sum, next);
        var load = new LoadSummary { Seconds = _sum.Seconds, Whole = LoadSummaries.Sum("", [_sum]) };
        var result = ThresholdCheck.Check(threshold with { Step = null }, load, _ => null);
        return result.Passed == false && ++_broken >= threshold.AbortsAfter
            ? $"The run was ended: {threshold.Text} was not kept (measured: {result.Measured})."
            : null;
    }

    private static LoadWindow Together(LoadWindow sum, LoadWindow next) =>
        next with
        {
            Seconds = sum.Seconds + next.Seconds,
            Asked = sum.Asked + next.Asked,
            Sent = sum.Sent + next.Sent,
            Completed = sum.Completed + next.Completed,
            Failed = sum.Failed + next.Failed,
            TimedOut = sum.TimedOut + next.TimedOut,
            Bytes = sum.Bytes + next.Bytes,
            Latency = Latencies.Merge([sum.Latency, next.Latency]),
            ServiceTime = Latencies.Merge([sum.ServiceTime, next.ServiceTime]),
            Lateness = LatencyCounts.None,
            Errors = [],
        };
}
