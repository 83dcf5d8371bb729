using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Fitting;

/// <summary>
/// The median of the slopes of all pairs of points (Theil 1950, Sen 1968), with Sen's distribution-free interval: the
/// slopes whose ranks lie within z standard deviations of Kendall's statistic around the middle. Half of the points may
/// be outliers' worth of anything.
/// </summary>
public static class TheilSen
{
    private const double Z90 = 1.6449;

    /// <summary>Fits a slope.</summary>
    /// <param name="x">Ascending; at least two different values.</param>
    /// <param name="y">As many as <paramref name="x"/>.</param>
    /// <returns>Slope with its 90 % interval, in y per x; null with fewer than two points.</returns>
    public static Interval? Slope(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var n = x.Length;
        var slopes = new List<double>(n * (n - 1) / 2);
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
            {
                if (x[j] > x[i])
                    slopes.Add((y[j] - y[i]) / (x[j] - x[i]));
            }
        }

        if (slopes.Count == 0)
            return null;
        slopes.Sort();
        var spread = Z90 * Math.Sqrt(n * (n - 1.0) * (2 * n + 5) / 18);
        var low = (int)Math.Floor((slopes.Count - spread) / 2) - 1;
        var high = (int)Math.Ceiling((slopes.Count + spread) / 2);
        return new Interval(
            slopes[Math.Clamp(low, 0, slopes.Count - 1)],
            Median(slopes),
            slopes[Math.Clamp(high, 0, slopes.Count - 1)]
        );
    }

    private static double Median(List<double> sorted) =>
        (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
