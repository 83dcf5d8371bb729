namespace SoakHarness.Model.Verdicts;

/// <summary>An estimate with its 90 % interval; both ends belong to it. Ends may be infinite.</summary>
/// <param name="Low">Low end.</param>
/// <param name="Estimate">Best estimate.</param>
/// <param name="High">High end.</param>
public sealed record Interval(double Low, double Estimate, double High);
