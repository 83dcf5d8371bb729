namespace SoakHarness.Analysis.Judging;

/// <summary>Leaves out the warm-up.</summary>
internal static class WarmUp
{
    private const int ShortSeries = 100;
    private const double ShareOfShort = 0.1;
    private const double ShareOfLong = 0.05;

    /// <summary>
    /// The series from the end of its warm-up on; a warm-up that is not known is a tenth of a short series, 5 % of a
    /// long one.
    /// </summary>
    internal static JudgedSeries Trim(JudgedSeries series, double? until)
    {
        if (series.Times.Length < 2)
            return series;
        var share = series.Times.Length < ShortSeries ? ShareOfShort : ShareOfLong;
        var from = series.Times[0] + share * (series.Times[^1] - series.Times[0]);
        return series.From(until is { } known ? Math.Max(known, series.Times[0]) : from);
    }
}
