namespace SoakHarness.Analysis.Judging;

/// <summary>The least a value is uncertain by, whatever a short series looks like.</summary>
internal static class Noise
{
    private const int MostNeighbours = 20_000;
    private const double MadToSd = 1.4826;

    /// <summary>
    /// Standard deviation: a good third of a count; a kilobyte or a ten-thousandth of the level for bytes.
    /// </summary>
    internal static double Least(JudgedSeries series)
    {
        if (series.Kind == SeriesKind.Count)
            return 0.4;
        var level = series.Values.Max(Math.Abs);
        return Bar.IsBytes(series.Metric) ? Math.Max(1024, 1e-4 * level) : Math.Max(1e-12, 1e-4 * level);
    }

    /// <summary>
    /// Standard deviation of one point by the median of what neighbours differ by: teeth of garbage and slow swings do
    /// not count. Of a long series some twenty thousand neighbours tell.
    /// </summary>
    /// <param name="values">At least two.</param>
    internal static double OfPoint(double[] values)
    {
        var every = 1 + values.Length / MostNeighbours;
        return OfErrors(
                Enumerable
                    .Range(0, (values.Length - 2) / every + 1)
                    .Select(i => values[i * every + 1] - values[i * every])
            ) / Math.Sqrt(2);
    }

    /// <summary>
    /// Standard deviation by the median of the absolute values, which a few large ones do not move; of two in the
    /// middle the larger.
    /// </summary>
    /// <param name="errors">Values about 0; at least one.</param>
    internal static double OfErrors(IEnumerable<double> errors)
    {
        double[] sizes = [.. errors.Select(Math.Abs)];
        Array.Sort(sizes);
        return MadToSd * sizes[sizes.Length / 2];
    }
}
