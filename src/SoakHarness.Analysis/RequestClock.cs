using SoakHarness.Model.Recordings;

namespace SoakHarness.Analysis;

/// <summary>Requests, or operations, so far at any time, by linear interpolation.</summary>
internal sealed class RequestClock
{
    private readonly double[] _times;
    private readonly double[] _counts;

    private RequestClock(double[] times, double[] counts)
    {
        _times = times;
        _counts = counts;
    }

    /// <summary>True when nothing was counted.</summary>
    internal bool IsEmpty => _times.Length < 2 || _counts[^1] <= _counts[0];

    internal static RequestClock Of(Recording recording)
    {
        var windows = recording
            .Load.Where(w => w.Step.Length == 0)
            .GroupBy(w => w.Time)
            // What was due in the warm-up and ended after it has a window of its own beside that of the measured load.
            .Select(same => (Time: same.Key, same.First().Seconds, Done: same.Sum(w => w.Completed + w.Failed)))
            .OrderBy(w => w.Time)
            .ToArray();
        if (windows.Length > 0)
        {
            var total = 0.0;
            double[] counts = [0, .. windows.Select(w => total += w.Done)];
            return new RequestClock([windows[0].Time - windows[0].Seconds, .. windows.Select(w => w.Time)], counts);
        }

        var counted = recording.Series.FirstOrDefault(s => s.Metric == "requests");
        return counted is null ? new RequestClock([], []) : new RequestClock(counted.Times, counted.Values);
    }

    internal double At(double time) => Between.At(_times, _counts, time);
}
