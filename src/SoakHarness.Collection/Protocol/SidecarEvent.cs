namespace SoakHarness.Collection.Protocol;

/// <summary>Something the sidecar tells the harness: one JSON line on its standard output.</summary>
/// <param name="Event">What happened, one of the names in this type.</param>
/// <param name="Time">Seconds since the run's origin.</param>
/// <param name="Text">Detail in words; empty when there is none.</param>
/// <param name="LiveBytes">Floor of a completed checkpoint; null otherwise.</param>
public sealed record SidecarEvent(string Event, double Time, string Text = "", long? LiveBytes = null)
{
    /// <summary>Everything is being watched.</summary>
    public const string Ready = "ready";

    /// <summary>A checkpoint was taken, scheduled or ordered.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>A snapshot was taken, or could not be.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>Allocation sampling has ended.</summary>
    public const string Allocations = "allocations";

    /// <summary>The floor has settled after the load, or the deadline passed.</summary>
    public const string Drained = "drained";

    /// <summary>Please pause the load for a checkpoint.</summary>
    public const string Quiesce = "quiesce";

    /// <summary>The load may go on.</summary>
    public const string Resume = "resume";

    /// <summary>Samples are being taken: told every few seconds, so that a sidecar that hangs is seen.</summary>
    public const string Beat = "beat";

    /// <summary>Something could not be measured.</summary>
    public const string Problem = "problem";

    /// <summary>A fact about the target; the text is <c>name=value</c>.</summary>
    public const string Fact = "fact";
}
