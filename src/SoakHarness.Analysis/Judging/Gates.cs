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
        var half = window.Times.Length / 2;
        var early = Slope(window, 0, half + 1);
        var late = Slope(window, half, window.Times.Length);
        var third = window.Times.Length * 2 / 3;
        var last = Slope(window, third, window.Times.Length);
        var whole = Slope(window, 0, window.Times.Length);
        return late < SlowedDown * early || last < LastThirdShare * whole;
    }

    /// <summary>True when the growth over the window is not large beside what was ever given back.</summary>
    internal static bool IsGivenBack(JudgedSeries raw, double growth) => growth <= RatchetFactor * LargestFall(raw.Values);

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

    private static double Slope(JudgedSeries window, int from, int to) =>
        TheilSen.Slope(window.Times.AsSpan(from..to), window.Values.AsSpan(from..to))?.Estimate ?? 0;
}
