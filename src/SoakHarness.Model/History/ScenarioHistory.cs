namespace SoakHarness.Model.History;

/// <summary>All nights of one scenario.</summary>
/// <param name="Scenario">Scenario name.</param>
/// <param name="Nights">Nights by time, at least one.</param>
/// <param name="Turns">What got worse and stayed so.</param>
public sealed record ScenarioHistory(string Scenario, IReadOnlyList<Night> Nights, IReadOnlyList<Turn> Turns);
