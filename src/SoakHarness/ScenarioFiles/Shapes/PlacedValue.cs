using SoakHarness.ScenarioFiles.Yaml;

namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>A value of a map that was read.</summary>
/// <param name="KeyAt">Where its key stands.</param>
/// <param name="Value">The value; null when it was wrong.</param>
internal sealed record PlacedValue(Place KeyAt, object? Value);
