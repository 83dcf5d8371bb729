namespace SoakHarness.Model.Scenarios;

/// <summary>The smallest growth worth failing a run for.</summary>
/// <param name="Value">Amount in <paramref name="Unit"/>, at least 0.</param>
/// <param name="Unit">What the amount is per.</param>
public sealed record MinGrowth(double Value, GrowthUnit Unit);
