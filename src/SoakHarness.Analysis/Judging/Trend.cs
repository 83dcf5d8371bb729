using SoakHarness.Analysis.Fitting;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Judging;

/// <summary>What is known about the growth of a series over one window.</summary>
/// <param name="Window">The points, at most some dozen.</param>
/// <param name="Slope">Theil-Sen slope with its 90 % interval, per second.</param>
/// <param name="Average">Model average over the window.</param>
/// <param name="Seconds">Length of the window.</param>
internal sealed record Trend(JudgedSeries Window, Interval Slope, ModelAverage Average, double Seconds)
{
    /// <summary>Points that a trend needs.</summary>
    internal const int Needed = 6;

    private double? _steadyGrowth;
    private double? _scatter;

    /// <summary>Fits a window; null with too few points.</summary>
    internal static Trend? Fit(JudgedSeries window)
    {
        if (window.Times.Length < Needed || window.Times[^1] <= window.Times[0])
            return null;
        var seconds = window.Times[^1] - window.Times[0];
        double[] scaled = [.. window.Times.Select(t => (t - window.Times[0]) / seconds)];
        var slope = TheilSen.Slope(window.Times, window.Values)!;
        return new Trend(
            window,
            slope,
            ModelAverage.Fit(scaled, window.Values, Noise.Least(window), LoadClock.Of(window.Times, window.Requests)),
            seconds
        );
    }

    /// <summary>Probability that the slope at the end is above a bar, per second.</summary>
    internal double ProbabilityAbove(double bar) => Average.ProbabilityAbove(bar * Seconds);

    /// <summary>The late slope per second that is not exceeded with the given probability.</summary>
    internal double Quantile(double probability) => Average.Quantile(probability) / Seconds;

    /// <summary>The slope per second that growth, if there is any, does not exceed with 95 %.</summary>
    internal double MostGrowth => field != 0 ? field : field = Average.GrowthQuantile(0.95) / Seconds;

    /// <summary>The window without what the best growing model says will pass.</summary>
    internal JudgedSeries Steady => field ??= Without(Average.Passing);

    /// <summary>The window without what follows the level of the load.</summary>
    internal JudgedSeries AtOneLoad => field ??= Without(Average.LoadLevel);

    /// <summary>Growth over the window without what passes.</summary>
    internal double SteadyGrowth =>
        _steadyGrowth ??=
            Average.Passing.Length == 0 ? Growth : TheilSen.Slope(Window.Times, Steady.Values)!.Estimate * Seconds;

    /// <summary>
    /// Standard deviation of one point. No more than twice what neighbours differ by: what swings slowly about the
    /// fitted shape is no noise but a shape that was not thought of.
    /// </summary>
    internal double Scatter => _scatter ??= Math.Min(Average.Noise, 2 * Bends(Window.Values));

    /// <summary>Growth over the window by the fitted line.</summary>
    internal double Growth => Slope.Estimate * Seconds;

    private JudgedSeries Without(double[] part) =>
        part.Length == 0 ? Window : Window with { Values = [.. Window.Values.Zip(part, (v, p) => v - p)] };

    private static double Bends(double[] values)
    {
        var bends = Enumerable.Range(1, values.Length - 2).Select(i => values[i] - (values[i - 1] + values[i + 1]) / 2);
        // A bend has 1.5 times the variance of a value.
        return Judging.Noise.OfErrors(bends) / Math.Sqrt(1.5);
    }
}
