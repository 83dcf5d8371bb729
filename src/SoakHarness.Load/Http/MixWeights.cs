namespace SoakHarness.Load.Http;

/// <summary>
/// Weights of a randomised mix: for each window one draw from a Dirichlet distribution whose mean is the given weights.
/// A window's weights depend on seed and number alone, so every generator of a split load draws the same.
/// </summary>
internal static class MixWeights
{
    /// <summary>Weights of one window.</summary>
    /// <param name="weights">Weights as given, all above 0.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="window">Number of the window.</param>
    /// <returns>Weights that add up to 1.</returns>
    internal static double[] Draw(IReadOnlyList<double> weights, int seed, long window)
    {
        var random = new Random(unchecked(seed * 486187739 + (int)window * 16777619 + (int)(window >> 32)));
        var mean = weights.Average();
        var gammas = weights.Select(weight => Gamma(random, weight / mean)).ToArray();
        var sum = gammas.Sum();
        return sum > 0 ? [.. gammas.Select(g => g / sum)] : [.. weights.Select(w => w / weights.Sum())];
    }

    /// <summary>A draw from the gamma distribution of scale 1, after Marsaglia and Tsang.</summary>
    private static double Gamma(Random random, double shape)
    {
        if (shape < 1)
            return Gamma(random, shape + 1) * Math.Pow(1 - random.NextDouble(), 1 / shape);
        var d = shape - 1.0 / 3;
        while (true)
        {
            var x = Normal(random);
            var v = Math.Pow(1 + x / Math.Sqrt(9 * d), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < x * x / 2 + d - d * v + d * Math.Log(v))
                return d * v;
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
