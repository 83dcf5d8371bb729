namespace SoakHarness.Collection.Protocol;

/// <summary>
/// An order to the sidecar: one JSON line on its standard input. Each is answered by one event, in order.
/// </summary>
/// <param name="Do">What to do, one of the names in this type.</param>
/// <param name="Label">Label of a snapshot.</param>
/// <param name="IsDrained">True for a checkpoint after the load ended.</param>
/// <param name="Seconds">Length of an allocation sampling window.</param>
public sealed record SidecarCommand(string Do, string Label = "", bool IsDrained = false, double Seconds = 0)
{
    /// <summary>Take a checkpoint now. Answered by <see cref="SidecarEvent.Checkpoint"/>.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>Take a heap snapshot or profile now. Answered by <see cref="SidecarEvent.Snapshot"/>.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>
    /// The load has ended: take checkpoints until the floor settles. Answered by <see cref="SidecarEvent.Drained"/>.
    /// </summary>
    public const string Drain = "drain";

    /// <summary>Sample allocations for some seconds. Answered by <see cref="SidecarEvent.Allocations"/>.</summary>
    public const string SampleAllocations = "sample-allocations";

    /// <summary>The load stands still, as <see cref="SidecarEvent.Quiesce"/> asked. Not answered.</summary>
    public const string Quiesced = "quiesced";

    /// <summary>Finish and exit.</summary>
    public const string Stop = "stop";
}
