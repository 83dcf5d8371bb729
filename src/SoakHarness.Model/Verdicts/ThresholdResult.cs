namespace SoakHarness.Model.Verdicts;

/// <summary>One threshold of a scenario and what was measured.</summary>
/// <param name="Expression">The threshold as written.</param>
/// <param name="Passed">Null when it could not be measured.</param>
/// <param name="Measured">What was measured, with its unit, or why nothing was.</param>
public sealed record ThresholdResult(string Expression, bool? Passed, string Measured);
