namespace SoakHarness.Analysis.Judging;

/// <summary>
/// The growth that a run of its length must at least be able to exclude before "no growth seen" may be called clean: 64
/// bytes a request, or growth of 0.5 % of the level over the run; for counts, three over the run. A short run cannot
/// exclude a bar of a few bytes a second; it says which bar it did exclude.
/// </summary>
internal static class Resolution
{
    private const double BytesPerRequest = 64;
    private const double ShareOfLevel = 0.005;
    private const double Counts = 3;

    // Requests of a long run add up to more than a short run's noise: there the bar decides, not this.
    private const double MostBytes = 256 * 1024;

    // Of the noise of one point of a long series: its many points show growth that is smaller than one point's noise.
    private const double ShareOfNoise = 1;
    private const int ManyPoints = 1000;

    internal static double PerSecond(JudgedSeries series, JudgedSeries whole)
    {
        var seconds = series.Times[^1] - series.Times[0];
        if (series.Kind == SeriesKind.Count)
            return Counts / seconds;
        var level = ShareOfLevel * series.Values.Average(Math.Abs) / seconds;
        if (whole.Values.Length >= ManyPoints)
            level = Math.Max(level, ShareOfNoise * Noise.OfPoint(whole.Values) / seconds);
        return series.Kind == SeriesKind.Floor && Bar.RequestRate(series) is { } rate
            ? Math.Max(level, Math.Min(BytesPerRequest * rate, MostBytes / seconds))
            : level;
    }
}
