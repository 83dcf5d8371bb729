namespace SoakHarness.CSharp;

/// <summary>
/// What one iteration of user code sees. An instance is one of the iterations that run side by side: it keeps its
/// number, its random numbers and its data from one iteration to the next.
/// </summary>
public interface IScenarioContext
{
    /// <summary>Name of the scenario.</summary>
    string ScenarioName { get; }

    /// <summary>Number of the instance, from 0.</summary>
    int InstanceNumber { get; }

    /// <summary>Number of the iteration within its instance, from 1.</summary>
    long InvocationNumber { get; }

    /// <summary>Base address of the target with its real port; null for a target without one.</summary>
    Uri? Url { get; }

    /// <summary>Values of this iteration; empty at its start.</summary>
    IDictionary<string, object> Data { get; }

    /// <summary>Values of this instance.</summary>
    IDictionary<string, object> ScenarioInstanceData { get; }

    /// <summary>Random numbers of this instance, seeded.</summary>
    Random Random { get; }

    /// <summary>Cancelled when iterations in flight must give up.</summary>
    CancellationToken ScenarioCancellationToken { get; }
}
