namespace SoakHarness.CSharp;

/// <inheritdoc cref="IScenarioInitContext" />
internal sealed record ScenarioInitContext(string ScenarioName, Uri? Url, CancellationToken CancellationToken)
    : IScenarioInitContext;
