using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Summaries;

/// <summary>Sums up the windows of a run. Pure, so that a recording gives the same summary again.</summary>
public static class LoadSummaries
{
    private const int KindsShown = 10;

    /// <summary>Sums up what came after the warm-up.</summary>
    /// <param name="windows">All windows of the run.</param>
    /// <param name="load">The load as asked.</param>
    /// <returns>The summary, or null when no load was recorded.</returns>
    public static LoadSummary? Summarise(IReadOnlyList<LoadWindow> windows, LoadSpec load)
    {
        var counted = windows.Where(w => !w.IsWarmUp).ToArray();
        if (counted.Length == 0)
            return null;
        var whole = Sum("", counted.Where(w => w.Step.Length == 0).ToArray());
        var names = counted.Select(w => w.Step).Where(s => s.Length > 0).Distinct().ToArray();
        var reason = VoidRule.Reason(whole, load);
        return new LoadSummary
        {
            Seconds = counted.Where(w => w.Step.Length == 0).Sum(w => w.Seconds),
            Whole = whole,
            Steps =
                names.Length < 2
                    ? []
                    : [.. names.Select(name => Sum(name, counted.Where(w => w.Step == name).ToArray()))],
            OnlyStep = names.Length == 1 ? names[0] : "",
            IsVoid = reason is not null,
            VoidReason = reason ?? "",
        };
    }

    /// <summary>The windows that begin at or after a moment, counted from the end of the warm-up.</summary>
    /// <param name="windows">All windows of the run.</param>
    /// <param name="from">The moment.</param>
    public static IReadOnlyList<LoadWindow> Since(IReadOnlyList<LoadWindow> windows, TimeSpan from)
    {
        if (from <= TimeSpan.Zero)
            return windows;
        var counted = windows.Where(w => !w.IsWarmUp).ToArray();
        // Windows of one second are never exactly a second apart.
        var begin = counted.Select(w => w.Time - w.Seconds).DefaultIfEmpty().Min() + from.TotalSeconds - 0.5;
        return [.. counted.Where(w => w.Time - w.Seconds >= begin)];
    }

    /// <summary>Sums up windows of one step.</summary>
    internal static StepSummary Sum(string name, LoadWindow[] windows) =>
        new()
        {
            Name = name,
            Asked = windows.Sum(w => w.Asked),
            Sent = windows.Sum(w => w.Sent),
            Completed = windows.Sum(w => w.Completed),
            Failed = windows.Sum(w => w.Failed),
            TimedOut = windows.Sum(w => w.TimedOut),
            Cancelled = windows.Sum(w => w.Cancelled),
            Bytes = windows.Sum(w => w.Bytes),
            Latency = Latencies.Merge(windows.Select(w => w.Latency)),
            ServiceTime = Latencies.Merge(windows.Select(w => w.ServiceTime)),
            Lateness = Latencies.Merge(windows.Select(w => w.Lateness)),
            Errors =
            [
                .. windows
                    .SelectMany(w => w.Errors)
                    .GroupBy(e => e.Kind)
                    .Select(kind => new ErrorCount(kind.Key, kind.Sum(e => e.Count), kind.First().Example))
                    .OrderByDescending(e => e.Count)
                    .ThenBy(e => e.Kind, StringComparer.Ordinal)
                    .Take(KindsShown),
            ],
        };
}
