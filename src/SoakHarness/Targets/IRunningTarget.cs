namespace SoakHarness.Targets;

/// <summary>A target that runs: started by the harness, or found running.</summary>
internal interface IRunningTarget : IAsyncDisposable
{
    /// <summary>Process id; 0 for a target that is only an address.</summary>
    int Pid { get; }

    /// <summary>Base address with the real port; null for targets without one.</summary>
    Uri? Url { get; }

    /// <summary>Completes when the target ends by itself.</summary>
    Task<TargetExit> Exited { get; }

    /// <summary>Raised for every line of its output, where the harness sees it.</summary>
    event Action<string>? LineRead;

    /// <summary>True when the harness sees its output: it started the target.</summary>
    bool IsHeard => true;

    /// <summary>Its last lines of output; empty when the harness does not see them.</summary>
    IReadOnlyList<string> LastLines { get; }
}
