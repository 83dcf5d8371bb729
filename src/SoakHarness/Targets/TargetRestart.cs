namespace SoakHarness.Targets;

/// <summary>A target that ended and was found again.</summary>
/// <param name="Before">Process id until then.</param>
/// <param name="After">Process id from now on.</param>
/// <param name="Away">Time between its end, as it was noticed, and its being found.</param>
internal sealed record TargetRestart(int Before, int After, TimeSpan Away);
