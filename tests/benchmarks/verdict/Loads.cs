namespace SoakHarness.VerdictBench;

/// <summary>Request rates over time, mean 1.</summary>
internal static class Loads
{
    internal static double[] Ramp(Random random, double[] t)
    {
        var from = Draws.Uniform(random, 0.2, 0.7);
        return [.. t.Select(x => from + (1 - from) * 2 * Math.Min(x, 1))];
    }

    internal static double[] Daily(Random random, double[] t)
    {
        var (depth, waves, phase) = (Draws.Uniform(random, 0.3, 0.8), Draws.Uniform(random, 1, 4), random.NextDouble());
        return [.. t.Select(x => 1 + depth * Math.Sin(2 * Math.PI * (waves * x + phase)))];
    }

    /// <summary>Requests so far, as a share of those until time 1.</summary>
    internal static double[] Cumulative(double[] rate, double end = 1)
    {
        var sums = new double[rate.Length];
        for (var i = 1; i < rate.Length; i++)
            sums[i] = sums[i - 1] + (rate[i] + rate[i - 1]) / 2;
        var all = sums[^1];
        return [.. sums.Select(s => end * s / all)];
    }
}
