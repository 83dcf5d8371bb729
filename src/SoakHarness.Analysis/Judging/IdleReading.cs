using SoakHarness.Analysis.Fitting;

namespace SoakHarness.Analysis.Judging;

/// <summary>
/// Tells a last floor that was read after the load had stopped from the others: connections and buffers are gone by
/// then, so that it stands clearly below the line of all before it. It is evidence on what is given back when idle, not
/// a point of the trend.
/// </summary>
public static class IdleReading
{
    private const double Deviations = 4;
    private const int Needed = 8;

    // The line is fitted through all pairs of points.
    private const int MostBefore = 60;

    /// <summary>Splits off the last reading where it is such a one.</summary>
    /// <param name="series">Floors.</param>
    /// <returns>The series without it, and the reading; the whole series and nothing where there is none.</returns>
    public static (JudgedSeries Series, double? Idle) Split(JudgedSeries series)
    {
        var n = series.Times.Length;
        if (series.Kind != SeriesKind.Floor || n < Needed)
            return (series, null);
        var before = series.WithoutLast();
        var late = before.Skip(Math.Max((n - 1) / 2, n - 1 - MostBefore));
        if (TheilSen.Slope(late.Times, late.Values) is not { } slope)
            return (series, null);
        double[] levels = [.. late.Times.Select((t, i) => late.Values[i] - slope.Estimate * t).Order()];
        var middle = levels[levels.Length / 2];
        var spread = Noise.OfErrors(levels.Select(level => level - middle));
        var expected = middle + slope.Estimate * series.Times[^1];
        var isIdle = series.Values[^1] < expected - Deviations * Math.Max(spread, Noise.Least(series));
        return isIdle ? (before, series.Values[^1]) : (series, null);
    }
}
