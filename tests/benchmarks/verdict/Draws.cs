namespace SoakHarness.VerdictBench;

/// <summary>Random numbers.</summary>
internal static class Draws
{
    internal static double Uniform(Random random, double low, double high) => low + (high - low) * random.NextDouble();

    internal static double Log(Random random, double low, double high) =>
        low * Math.Pow(high / low, random.NextDouble());

    internal static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
