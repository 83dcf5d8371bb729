namespace SoakHarness.VerdictBench;

/// <summary>One draw of a shape.</summary>
/// <param name="Growth">Level over the base at each point, in full sizes of the growth.</param>
/// <param name="Rate">Request rate at each point, mean 1; null for a constant rate.</param>
/// <param name="Rho">Lag-1 correlation of the noise that the shape asks for.</param>
/// <param name="Share">When set, the growth's full size is this many times the noise whatever size was drawn.</param>
internal sealed record Drawn(double[] Growth, double[]? Rate = null, double Rho = 0, double? Share = null)
{
    /// <summary>What lies on top, in noises; null for what the suite puts there.</summary>
    internal double[]? Garbage { get; init; }
}
