namespace SoakHarness.Analysis.Judging;

/// <summary>
/// How much longer a run should be. The ends are measured, not derived: of series like it, half are decided at the low
/// end and four in five at the high one (tests/benchmarks/verdict, <c>--waits</c>).
/// </summary>
/// <param name="Low">Minutes more, at least 1.</param>
/// <param name="High">Minutes more, at least <paramref name="Low"/>.</param>
internal sealed record Wait(double Low, double High)
{
    private const double LikelyLeak = 0.8;
    private const double Least = 2;
    private const double Most = 8;

    // Of what a run must be able to exclude, four times the growth that it leaves possible takes 1.6 times as long.
    private const double Power = 0.35;
    private const double Range = 2.5;

    // Six readings decide hardly more than a third; that many more are needed for four in five.
    private const double RangeOfFew = 4;

    /// <summary>Of a series that has a trend.</summary>
    /// <param name="trend">The trend.</param>
    /// <param name="bar">The growth that matters, per second.</param>
    /// <param name="whole">The series with its warm-up.</param>
    internal static Wait Of(Trend trend, double bar, JudgedSeries whole)
    {
        var visible = Math.Max(2 * bar, Resolution.PerSecond(trend.Window, whole));
        var hidden = Math.Max(1, trend.MostGrowth / Math.Max(visible, double.Epsilon));
        var low = trend.ProbabilityAbove(bar) > LikelyLeak ? Least : Math.Min(Most, Least * Math.Pow(hidden, Power));
        return Until(low, low * Range, whole);
    }

    /// <summary>Of a series with too few readings.</summary>
    /// <param name="needed">Readings needed.</param>
    /// <param name="judged">What is left after the warm-up: at least one reading.</param>
    /// <param name="whole">The series with its warm-up.</param>
    internal static Wait OfFew(int needed, JudgedSeries judged, JudgedSeries whole)
    {
        var low = Math.Max(Least, 2.0 * needed / judged.Times.Length);
        return Until(low, low * RangeOfFew, whole);
    }

    private static Wait Until(double low, double high, JudgedSeries whole)
    {
        var minutes = (whole.Times[^1] - whole.Times[0]) / 60;
        return new Wait(Math.Max(1, (low - 1) * minutes), Math.Max(1, (high - 1) * minutes));
    }
}
