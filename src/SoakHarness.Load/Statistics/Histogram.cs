using HdrHistogram;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Load.Statistics;

/// <summary>
/// Durations of one window: an HdrHistogram of fixed size, in microseconds, 1 us to 1 h, 2 significant digits. Not
/// thread-safe.
/// </summary>
internal sealed class Histogram
{
    private const long Longest = 3_600_000_000;
    private readonly LongHistogram _counts = new(1, Longest, 2);
    private double _sum;
    private long _max;

    internal void Add(double seconds)
    {
        var micros = Math.Clamp((long)(seconds * 1e6), 0, Longest);
        _counts.RecordValue(micros);
        _sum += micros;
        _max = Math.Max(_max, micros);
    }

    /// <summary>What was added since the last call.</summary>
    internal LatencyCounts Take()
    {
        if (_counts.TotalCount == 0)
            return LatencyCounts.None;
        var bounds = new List<long>();
        var counts = new List<long>();
        foreach (var bucket in _counts.RecordedValues())
        {
            bounds.Add(bucket.ValueIteratedTo);
            counts.Add(bucket.CountAtValueIteratedTo);
        }

        var taken = new LatencyCounts(bounds, counts, _sum, _max);
        _counts.Reset();
        (_sum, _max) = (0, 0);
        return taken;
    }
}
