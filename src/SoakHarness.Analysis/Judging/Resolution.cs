namespace SoakHarness.Analysis.Judging;

/// <summary>
/// The growth that a run of its length must at least be able to exclude before "no growth seen" may be called clean: 64 bytes a request, or growth of 0.5 % of the level over
/// the run; for counts, three over the run. A short run cannot exclude a bar of a few bytes a second; it says which bar it did exclude.
/// </summary>
internal static class Resolution
{
    private const double BytesPerRequest = 64;
    private const double ShareOfLevel = 0.005;
    private const double Counts = 3;

    internal static double PerSecond(JudgedSeries series)
    {
        var seconds = series.Times[^1] - series.Times[0];
        if (series.Kind == SeriesKind.Count)
            return Counts / seconds;
        var level = ShareOfLevel * series.Values.Average(Math.Abs) / seconds;
        return series.Kind == SeriesKind.Floor && Bar.RequestRate(series) is { } rate ? Math.Max(level, BytesPerRequest * rate) : level;
    }
}
