using SoakHarness.Analysis.Fitting;

namespace SoakHarness.Analysis.Judging;

/// <summary>
/// What growth must also be before it counts as a leak: still going on late, not slowing down, and never given back.
/// </summary>
internal static class Gates
{
    private const double SlowedDown = 0.6;
    private const double LastThirdShare = 0.4;
    private const double RatchetFactor = 2;

    // A fall that a model excuses weighs more, also as the medians about it make it look smaller.
    private const double UndoneFactor = 3;
    private const double OneStepShare = 0.6;
    private const double TwoStepShare = 0.7;

    // So few points cannot tell what passes from what stays: the whole must not slow down either.
    private const int FewPoints = 24;
    private const double TailShare = 0.35;

    // In standard deviations: how sure a slope's change must be, what noise alone falls by, and by how much it steps.
    private const double Surely = 1.5;
    private const double Plainly = 3;
    private const double NoiseFall = 3;
    private const double NoiseStep = 2.5;

    /// <summary>True when the later part of the window surely grows less than the earlier part.</summary>
    internal static bool IsDecelerating(Trend trend) =>
        SlowsDown(trend, trend.Steady, Surely)
        || trend.Window.Times.Length < FewPoints && SlowsDown(trend, trend.Window, Surely);

    /// <summary>
    /// True when what was measured, whatever passes in it, plainly slows down: sure enough to say so.
    /// </summary>
    internal static bool IsPlainlyDecelerating(Trend trend) => SlowsDown(trend, trend.Window, Plainly);

    private static bool SlowsDown(Trend trend, JudgedSeries window, double surely)
    {
        var n = window.Times.Length;
        var early = Slope(window, 0, n / 2 + 1);
        var late = Slope(window, n / 2, n);
        var last = Slope(window, n * 2 / 3, n);
        var whole = Slope(window, 0, n);
        return late < SlowedDown * early && early - late > surely * Math.Sqrt(2) * SlopeError(trend, n / 2)
            || last < LastThirdShare * whole && whole - last > surely * SlopeError(trend, n / 3);
    }

    /// <summary>Standard error of a slope over so many of the window's points.</summary>
    private static double SlopeError(Trend trend, int points)
    {
        var seconds = trend.Seconds * points / trend.Window.Times.Length;
        var correlated = Math.Sqrt((1 + trend.Average.Rho) / (1 - trend.Average.Rho));
        return trend.Scatter * correlated * Math.Sqrt(12.0 / Math.Max(2, points)) / seconds;
    }

    /// <summary>
    /// True when the growth over the window is not large beside what was ever given back, beyond what noise gives back.
    /// </summary>
    internal static bool IsGivenBack(Trend trend) =>
        trend.SteadyGrowth <= RatchetFactor * (LargestFall(Smooth(trend.Steady.Values)) - NoiseFall * trend.Scatter)
        || IsUndone(trend);

    /// <summary>
    /// True when a fall took back growth that went before it, and what is left is not large beside it, whatever a model
    /// makes of that fall: a cache that is emptied once a minute falls once in a run of two.
    /// </summary>
    private static bool IsUndone(Trend trend)
    {
        var values = Smooth(trend.AtOneLoad.Values);
        var undone = LargestUndone(values) - NoiseFall * trend.Scatter;
        return undone > 0 && values[^1] - values[0] <= UndoneFactor * undone;
    }

    /// <summary>
    /// Medians of three neighbours: what a single reading fell is noise, what it stayed down by is not.
    /// </summary>
    private static double[] Smooth(double[] values) =>
        values.Length < 8
            ? values
            :
            [
                .. Enumerable
                    .Range(0, values.Length)
                    .Select(i =>
                        i == 0 || i == values.Length - 1
                            ? values[i]
                            : Math.Max(
                                Math.Min(values[i - 1], values[i]),
                                Math.Min(Math.Max(values[i - 1], values[i]), values[i + 1])
                            )
                    ),
            ];

    /// <summary>Largest fall from a height reached before.</summary>
    internal static double LargestFall(ReadOnlySpan<double> values)
    {
        var (height, fall) = (double.NegativeInfinity, 0.0);
        foreach (var value in values)
        {
            height = Math.Max(height, value);
            fall = Math.Max(fall, height - value);
        }

        return fall;
    }

    /// <summary>Largest fall that took back what had been grown before it.</summary>
    internal static double LargestUndone(ReadOnlySpan<double> values)
    {
        // Of every height: the least that ever came before it, and the least that ever came after it.
        var rises = new double[values.Length];
        var least = double.PositiveInfinity;
        for (var i = 0; i < values.Length; i++)
        {
            least = Math.Min(least, values[i]);
            rises[i] = values[i] - least;
        }

        var undone = 0.0;
        least = double.PositiveInfinity;
        for (var i = values.Length - 1; i >= 0; i--)
        {
            least = Math.Min(least, values[i]);
            undone = Math.Max(undone, Math.Min(rises[i], values[i] - least));
        }

        return undone;
    }

    /// <summary>True when most of the growth surely came in one step, or nearly all of it in two.</summary>
    internal static bool IsSteps(Trend trend)
    {
        var values = trend.Window.Values;
        var rise = values[^1] - values[0];
        return LargestSteps(trend, trend.Steady.Values, trend.SteadyGrowth, 1) > OneStepShare
            || LargestSteps(trend, values, rise, 1) > OneStepShare
            || LargestSteps(trend, values, rise, 2) > TwoStepShare;
    }

    private static double LargestSteps(Trend trend, double[] values, double growth, int count)
    {
        var least = NoiseStep * trend.Scatter;
        var steps = Enumerable
            .Range(1, values.Length - 1)
            .Select(i => Math.Max(0, values[i] - values[i - 1] - least))
            .OrderDescending()
            .Take(count)
            .Sum();
        return growth <= 0 ? 1 : Math.Min(1, steps / growth);
    }

    /// <summary>True when what goes on growing is small beside what passed: then it may be the tail of that.</summary>
    internal static bool IsTail(Trend trend)
    {
        var passing = trend.Average.Passing;
        return passing.Length > 0 && trend.SteadyGrowth < TailShare * (passing[^1] - passing[0]);
    }

    /// <summary>
    /// True when the request rate changed together with time, so that growth by load and growth by time cannot be told
    /// apart.
    /// </summary>
    internal static bool IsConfounded(JudgedSeries window)
    {
        if (window.Requests is not { } counted || counted.Length < 6)
            return false;
        var n = counted.Length - 1;
        var rates = new double[n];
        var times = new double[n];
        for (var i = 0; i < n; i++)
        {
            rates[i] = (counted[i + 1] - counted[i]) / (window.Times[i + 1] - window.Times[i]);
            times[i] = window.Times[i];
        }

        var mean = rates.Average();
        var spread = Math.Sqrt(rates.Average(r => (r - mean) * (r - mean)));
        return mean > 0
            && spread / mean > 0.05
            && Math.Abs(MathNet.Numerics.Statistics.Correlation.Pearson(times, rates)) > 0.8;
    }

    /// <summary>Slope of everything before a time; 0 with fewer than three points.</summary>
    internal static double EarlierSlope(JudgedSeries series, double until)
    {
        var window = Blocks.Reduce(series);
        var count = window.Times.Count(t => t < until);
        return count < 3 ? 0 : Slope(window, 0, count);
    }

    private static double Slope(JudgedSeries window, int from, int to) =>
        TheilSen.Slope(window.Times.AsSpan(from..to), window.Values.AsSpan(from..to))?.Estimate ?? 0;
}
