namespace SoakHarness.Analysis.Judging;

/// <summary>The least a value is uncertain by, whatever a short series looks like.</summary>
internal static class Noise
{
    /// <summary>Standard deviation: a good third of a count; a kilobyte or a ten-thousandth of the level for bytes.</summary>
    internal static double Least(JudgedSeries series)
    {
        if (series.Kind == SeriesKind.Count)
            return 0.4;
        var level = series.Values.Max(Math.Abs);
        return Bar.IsBytes(series.Metric) ? Math.Max(1024, 1e-4 * level) : Math.Max(1e-12, 1e-4 * level);
    }
}
