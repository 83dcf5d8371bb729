namespace SoakHarness.Analysis.Judging;

/// <summary>
/// Cuts a long series into equal blocks of time and keeps the level that each block falls back to: its 10 % quantile.
/// </summary>
internal static class Blocks
{
    private const int Most = 48;
    private const double Quantile = 0.1;

    /// <summary>
    /// A series of at most 48 points; a short series is kept as it is. Needs points in ascending order.
    /// </summary>
    internal static JudgedSeries Reduce(JudgedSeries series)
    {
        var n = series.Times.Length;
        if (n <= Most)
            return series;
        var (start, end) = (series.Times[0], series.Times[^1]);
        var width = (end - start) / Most;
        var times = new List<double>();
        var values = new List<double>();
        var requests = new List<double>();
        for (int block = 0, i = 0; block < Most; block++)
        {
            var first = i;
            var limit = block == Most - 1 ? double.PositiveInfinity : start + (block + 1) * width;
            while (i < n && series.Times[i] < limit)
                i++;
            if (i == first)
                continue;
            var sorted = series.Values[first..i];
            Array.Sort(sorted);
            times.Add((series.Times[first] + series.Times[i - 1]) / 2);
            values.Add(sorted[(int)((sorted.Length - 1) * Quantile)]);
            if (series.Requests is { } counted)
                requests.Add((counted[first] + counted[i - 1]) / 2);
        }

        return series with
        {
            Times = [.. times],
            Values = [.. values],
            Requests = series.Requests is null ? null : [.. requests],
        };
    }
}
