namespace SoakHarness.CSharp;

/// <summary>What <c>WithInit</c> and <c>WithClean</c> see.</summary>
public interface IScenarioInitContext
{
    /// <summary>Name of the scenario.</summary>
    string ScenarioName { get; }

    /// <summary>Base address of the target with its real port; null for a target without one.</summary>
    Uri? Url { get; }

    /// <summary>Cancelled when the run is interrupted.</summary>
    CancellationToken CancellationToken { get; }
}
