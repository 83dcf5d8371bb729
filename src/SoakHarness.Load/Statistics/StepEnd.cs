namespace SoakHarness.Load.Statistics;

/// <summary>How one request or step ended.</summary>
/// <param name="Kind">How.</param>
/// <param name="Bytes">Response bytes.</param>
/// <param name="Error">Kind of error; empty when there was none.</param>
/// <param name="Example">The error in words; empty when there was none.</param>
public readonly record struct StepEnd(EndKind Kind, long Bytes, string Error = "", string Example = "");
