using System.Diagnostics;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;
using SoakHarness.Recordings;
using SoakHarness.Targets;

namespace SoakHarness.Runs;

/// <summary>What every part of one run shares.</summary>
/// <param name="Spec">Scenario.</param>
/// <param name="Folder">The run's folder.</param>
/// <param name="Secrets">What must not be written.</param>
/// <param name="Store">Where everything goes.</param>
/// <param name="Origin"><c>Stopwatch.GetTimestamp()</c> at time 0.</param>
/// <param name="Observer">Who watches.</param>
internal sealed record RunContext(
    ScenarioSpec Spec,
    RunFolder Folder,
    Secrets Secrets,
    RecordingStore Store,
    long Origin,
    SafeObserver Observer
)
{
    /// <summary>The harness itself as a source.</summary>
    internal Source Generator { get; } =
        new(SourceRole.Generator, Environment.MachineName, "soak", Environment.ProcessId);

    /// <summary>The target; set once it runs.</summary>
    internal IRunningTarget? Target { get; init; }

    /// <summary>
    /// What the end of the target means: the failure of a run, or, where another program owns the target, only the end
    /// of its recording.
    /// </summary>
    internal RunEventKind TargetEnd { get; init; } = RunEventKind.TargetExit;

    /// <summary>Base address with the real port; null for targets without one.</summary>
    internal Uri? Url => Target?.Url;

    /// <summary>Seconds since the origin.</summary>
    internal double Now => Stopwatch.GetElapsedTime(Origin).TotalSeconds;

    /// <summary>Records an event, and tells whoever watches.</summary>
    internal void Record(RunEventKind kind, string text)
    {
        Store.Write(new RunEvent(Generator, Now, kind, text));
        // What the target printed is told at the end, with the result.
        if (kind is not (RunEventKind.Phase or RunEventKind.TargetOutput))
            Observer.Say(text);
    }
}
