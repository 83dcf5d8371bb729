using SoakHarness.Analysis.Fitting;

namespace SoakHarness.Analysis.Judging;

/// <summary>What growth must also be before it counts as a leak: still going on late, not slowing down, and never given back.</summary>
internal static class Gates
{
    private const double SlowedDown = 0.6;
    private const double LastThirdShare = 0.4;
    private const double RatchetFactor = 2;

    /// <summary>True when the later part of the window grows clearly less than the earlier part.</summary>
    internal static bool IsDecelerating(JudgedSeries window)
    {
        var n = window.Times.Length;
        var early = Slope(window, 0, n / 2 + 1);
        var late = Slope(window, n / 2, n);
        var last = Slope(window, n * 2 / 3, n);
        var whole = Slope(window, 0, n);
        var error = SlopeError(window, n / 2);
        return late < SlowedDown * early && early - late > error
            || last < LastThirdShare * whole && whole - last > SlopeError(window, n / 3);
    }

    /// <summary>Standard error of a slope over so many of the window's points, from the scatter of neighbours about each other.</summary>
    private static double SlopeError(JudgedSeries window, int points)
    {
        var n = window.Times.Length;
        var seconds = (window.Times[^1] - window.Times[0]) * points / n;
        double[] bends = [.. Enumerable.Range(1, n - 2).Select(i => Math.Abs(window.Values[i] - (window.Values[i - 1] + window.Values[i + 1]) / 2)).Order()];
        // A bend has 1.5 times the variance of a value; 1.4826 makes a standard deviation of a median of absolute values.
        var deviation = 1.4826 * bends[bends.Length / 2] / Math.Sqrt(1.5);
        return deviation * Math.Sqrt(12.0 / Math.Max(2, points)) / seconds;
    }

    /// <summary>True when the growth over the window is not large beside what was ever given back.</summary>
    internal static bool IsGivenBack(JudgedSeries raw, double growth) => growth <= RatchetFactor * LargestFall(Smooth(raw.Values));

    /// <summary>Medians of three neighbours: what a single reading fell is noise, what it stayed down by is not.</summary>
    private static double[] Smooth(double[] values) => values.Length < 8
        ? values
        : [.. Enumerable.Range(0, values.Length).Select(i => i == 0 || i == values.Length - 1 ? values[i] : Math.Max(Math.Min(values[i - 1], values[i]), Math.Min(Math.Max(values[i - 1], values[i]), values[i + 1])))];

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

    /// <summary>Share of the window's growth that came in one single step, 0 to 1.</summary>
    internal static double LargestStepShare(JudgedSeries window)
    {
        var growth = window.Values[^1] - window.Values[0];
        var largest = 0.0;
        for (var i = 1; i < window.Values.Length; i++)
            largest = Math.Max(largest, window.Values[i] - window.Values[i - 1]);
        return growth <= 0 ? 1 : Math.Min(1, largest / growth);
    }

    /// <summary>True when the request rate changed together with time, so that growth by load and growth by time cannot be told apart.</summary>
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
        return mean > 0 && spread / mean > 0.15 && Math.Abs(MathNet.Numerics.Statistics.Correlation.Pearson(times, rates)) > 0.8;
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
