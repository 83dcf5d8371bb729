namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>Keys of one map of which at most one may be given.</summary>
/// <param name="Names">The keys.</param>
/// <param name="IsRequired">True when one of them must be given.</param>
internal sealed record Exclusive(IReadOnlyList<string> Names, bool IsRequired = false);
