using SoakHarness.Analysis.Fitting;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Judging;

/// <summary>
/// When a limit is reached if growth goes on as in the end of the run. Besides the rate, the level is uncertain too,
/// which decides where the limit is near; and growth that gets faster reaches it sooner than its present rate says.
/// Measured error: docs/verdicts.md.
/// </summary>
internal static class TimeToLimit
{
    private const double Z90 = 1.6449;

    // What the model does not know of (a step that comes, a cache that still fills) errs too: with this factor nine of
    // ten intervals held the truth where leaks were drawn on (seeds 11 and 12 of the benchmark).
    private const double Widened = 1.6;

    // The standard error of a median beside that of a mean.
    private const double MedianError = 1.2533;

    // A difference of 6 in BIC is strong evidence (Kass and Raftery 1995).
    private const double Clearly = 6;

    // Medians of the end of the run, late enough to be the present level and many enough to tell it.
    private const double LateShare = 0.5;

    /// <summary>
    /// Seconds from the last point on, 90 %; the high end is infinite where growth may be as small as nothing. Null
    /// where nothing grows or the level is above the limit.
    /// </summary>
    /// <param name="trend">The growth.</param>
    /// <param name="slope">The rate that is told, with its interval, per second.</param>
    /// <param name="points">All points of the trend's time.</param>
    /// <param name="limit">The limit, in units of the values.</param>
    internal static Interval? Of(Trend trend, Interval slope, JudgedSeries points, double limit)
    {
        var (level, error) = Level(trend, slope, points);
        if (slope.Estimate <= 0 || slope.Low <= 0 || level >= limit)
            return null;
        var left = limit - level;
        var faster = Math.Max(slope.High, trend.Quantile(0.95)) / slope.Estimate - 1;
        var slower = 1 - Math.Min(slope.Low, trend.Quantile(0.05)) / slope.Estimate;
        var levelError = Z90 * error / left;
        var seconds = left / slope.Estimate;
        var low = seconds / (1 + Widened * Together(faster, levelError));
        var high = Widened * Together(slower, levelError) is < 1 and var share
            ? seconds / (1 - share)
            : double.PositiveInfinity;
        // What gets faster may bend more than a parabola: as much sooner again as that is before the line.
        return Bent(trend, left) is { } sooner && sooner < seconds
            ? new Interval(Math.Min(low, sooner * sooner / seconds / (1 + levelError)), sooner, Math.Max(high, seconds))
            : new Interval(low, seconds, high);
    }

    private static double Together(double one, double other) =>
        Math.Sqrt(Math.Pow(Math.Max(0, one), 2) + other * other);

    /// <summary>The level at the last point, and its standard error.</summary>
    private static (double Level, double Error) Level(Trend trend, Interval slope, JudgedSeries points)
    {
        var end = points.Times[^1];
        var late = points.From(end - LateShare * (end - points.Times[0]));
        double[] levels = [.. late.Values.Select((v, i) => v + slope.Estimate * (end - late.Times[i])).Order()];
        var level = levels[levels.Length / 2];
        var spread = Noise.OfErrors(levels.Select(v => v - level));
        var rho = trend.Average.Rho;
        var free = Math.Min(levels.Length, LateShare * trend.Window.Times.Length) * (1 - rho) / (1 + rho);
        var ofMedian = MedianError * spread / Math.Sqrt(Math.Max(1, free));
        // The medians' middle is carried to the end by the rate, which is uncertain itself.
        var ofRate = (slope.High - slope.Low) / 2 / Z90 * (end - late.Times[0]) / 2;
        return (level, Together(ofMedian, ofRate));
    }

    /// <summary>When a parabola reaches the limit, where it fits clearly better than a line and gets steeper.</summary>
    private static double? Bent(Trend trend, double left)
    {
        var window = trend.Window;
        double[] t = [.. window.Times.Select(x => (x - window.Times[^1]) / trend.Seconds)];
        double[] ones = [.. t.Select(_ => 1.0)];
        if (
            LeastSquares.Fit([ones, t], window.Values) is not { } line
            || LeastSquares.Fit([ones, t, [.. t.Select(x => x * x)]], window.Values) is not { } bent
            || bent.Coefficients is not [_, > 0 and var rate, > 0 and var bend]
        )
            return null;
        var floor = t.Length * Math.Pow(Noise.Least(window), 2);
        var gain = t.Length * Math.Log((Squares(line) + floor) / (Squares(bent) + floor)) - Math.Log(t.Length);
        return gain > Clearly ? trend.Seconds * (Math.Sqrt(rate * rate + 4 * bend * left) - rate) / (2 * bend) : null;
    }

    private static double Squares(LeastSquares fit) => fit.Residuals.Sum(r => r * r);
}
