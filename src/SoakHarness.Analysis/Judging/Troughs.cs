using SoakHarness.Analysis.Fitting;

namespace SoakHarness.Analysis.Judging;

/// <summary>
/// What is left where a series falls abruptly again and again, as a heap does at a full collection that comes by
/// itself: the floor between long teeth of garbage, which no quantile of a block shows whose tooth is longer than it.
/// </summary>
internal static class Troughs
{
    private const int LeastPoints = 100;
    private const int Needed = 6;

    // More teeth than this are shorter than a block, whose quantile shows their floor better.
    private const int Most = 24;

    // In standard deviations of the change from one point to the next. Normal noise falls so far once in thirty
    // thousand times.
    private const double Abrupt = 4;

    /// <summary>
    /// The levels right after abrupt falls; null where there are not several of them in each third of the series.
    /// </summary>
    internal static JudgedSeries? Of(JudgedSeries series)
    {
        var n = series.Values.Length;
        if (n < LeastPoints)
            return null;
        var least = Abrupt * Math.Max(Math.Sqrt(2) * Noise.OfPoint(series.Values), Noise.Least(series));
        var after = Enumerable.Range(1, n - 1).Where(i => series.Values[i - 1] - series.Values[i] > least).ToArray();
        return IsSpread(after, n) ? Keep(series, after) : null;
    }

    private static bool IsSpread(int[] after, int n) =>
        after.Length is >= Needed and <= Most
        && Enumerable.Range(0, 3).All(third => after.Count(i => i * 3L / n == third) >= 2);

    private static JudgedSeries Keep(JudgedSeries series, int[] at) =>
        series with
        {
            Times = [.. at.Select(i => series.Times[i])],
            Values =
            [
                .. at.Select((from, i) => Begin(series, from, i + 1 < at.Length ? at[i + 1] : series.Times.Length)),
            ],
            Requests = series.Requests is { } counted ? [.. at.Select(i => counted[i])] : null,
        };

    /// <summary>
    /// Where the line through a tooth begins: all of its points tell that level better than the first alone.
    /// </summary>
    private static double Begin(JudgedSeries series, int from, int to)
    {
        double[] ones = [.. Enumerable.Repeat(1.0, to - from)];
        double[] along = [.. Enumerable.Range(0, to - from).Select(i => (double)i / (to - from))];
        return LeastSquares.Fit([ones, along], series.Values[from..to]) is { } line
            ? line.Coefficients[0]
            : series.Values[from];
    }
}
