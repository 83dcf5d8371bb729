namespace SoakHarness.Model.Recordings;

/// <summary>Kinds of events.</summary>
public enum RunEventKind
{
    /// <summary>A phase begins: start, warm-up, a simulation, drain, end. The text is its name.</summary>
    Phase,

    /// <summary>Samples are missing from here back to the last one.</summary>
    Gap,

    /// <summary>The target or the sidecar was restarted.</summary>
    Restart,

    /// <summary>The target exited; the text says with what.</summary>
    TargetExit,

    /// <summary>What the target printed last before it exited, a line each.</summary>
    TargetOutput,

    /// <summary>The collector ended for good before the run did; the text says why.</summary>
    CollectorExit,

    /// <summary>The user interrupted the run.</summary>
    Interrupted,

    /// <summary>A finding about the target that is no metric, e.g. a blocked finalizer thread.</summary>
    Finding,

    /// <summary>Something could not be measured; the text says what and why.</summary>
    Problem,

    /// <summary>Something worth knowing.</summary>
    Note,

    /// <summary>The load was stopped before its end because a leak was certain; the text says by what.</summary>
    StoppedEarly,

    /// <summary>A threshold that ends the run was not kept; the text says which.</summary>
    Aborted,

    /// <summary>
    /// The generator of the load failed, or what it did could not be counted; the text says what. The run proves
    /// nothing.
    /// </summary>
    LoadFailed,
}
