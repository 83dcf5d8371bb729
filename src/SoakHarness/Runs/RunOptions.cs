namespace SoakHarness.Runs;

/// <summary>How a run is carried out, apart from its scenario.</summary>
public sealed record RunOptions
{
    /// <summary>Folder under which the run's folder is created. Default <c>reports</c> in the current folder.</summary>
    public string OutputDirectory { get; init; } = "reports";

    /// <summary>Values that must never be written, e.g. what <c>${NAME}</c> stood for.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Who watches the run; null for nobody.</summary>
    public IRunObserver? Observer { get; init; }

    /// <summary>The command that started the run, for the report.</summary>
    public string Command { get; init; } = "";

    /// <summary>
    /// True when another program owns the target: its end is the end of the recording, not a failure.
    /// </summary>
    internal bool IsOwnedElsewhere { get; init; }
}
