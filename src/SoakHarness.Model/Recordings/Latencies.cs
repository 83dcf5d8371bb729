namespace SoakHarness.Model.Recordings;

/// <summary>
/// Arithmetic of <see cref="LatencyCounts"/>. Durations are in microseconds; percentiles are bucket bounds, so at most
/// 1.6 % too high.
/// </summary>
public static class Latencies
{
    /// <summary>Number of durations.</summary>
    /// <param name="counts">Histogram.</param>
    public static long Count(this LatencyCounts counts) => counts.Counts.Sum();

    /// <summary>
    /// The smallest bound with at least this share of the durations at or below it; the maximum for 100; null when
    /// empty.
    /// </summary>
    /// <param name="counts">Histogram.</param>
    /// <param name="percent">Above 0, at most 100.</param>
    public static double? Percentile(this LatencyCounts counts, double percent)
    {
        var total = counts.Count();
        if (total == 0)
            return null;
        var needed = Math.Max(1, (long)Math.Ceiling(total * percent / 100 - 1e-9));
        var seen = 0L;
        for (var i = 0; i < counts.Counts.Count; i++)
        {
            seen += counts.Counts[i];
            if (seen >= needed)
                return Math.Min(counts.UpperMicros[i], counts.MaxMicros);
        }

        return counts.MaxMicros;
    }

    /// <summary>Mean; null when empty.</summary>
    /// <param name="counts">Histogram.</param>
    public static double? Mean(this LatencyCounts counts) =>
        counts.Count() is > 0 and var total ? counts.SumMicros / total : null;

    /// <summary>All durations of several histograms in one.</summary>
    /// <param name="all">Histograms on the same grid.</param>
    public static LatencyCounts Merge(IEnumerable<LatencyCounts> all)
    {
        var merged = new SortedDictionary<long, long>();
        var sum = 0.0;
        var max = 0L;
        foreach (var counts in all)
        {
            for (var i = 0; i < counts.Counts.Count; i++)
                merged[counts.UpperMicros[i]] = merged.GetValueOrDefault(counts.UpperMicros[i]) + counts.Counts[i];
            sum += counts.SumMicros;
            max = Math.Max(max, counts.MaxMicros);
        }

        return merged.Count == 0
            ? LatencyCounts.None
            : new LatencyCounts([.. merged.Keys], [.. merged.Values], sum, max);
    }
}
