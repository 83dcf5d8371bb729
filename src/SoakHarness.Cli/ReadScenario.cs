using SoakHarness.Model.Scenarios;

namespace SoakHarness.Cli;

/// <summary>A scenario as it was read.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Spec">The scenario.</param>
/// <param name="Secrets">Values that must never be written.</param>
internal sealed record ReadScenario(string Path, ScenarioSpec Spec, IReadOnlyList<string> Secrets);
