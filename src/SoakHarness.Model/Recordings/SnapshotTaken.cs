namespace SoakHarness.Model.Recordings;

/// <summary>A heap snapshot or profile was written into the run's folder.</summary>
/// <param name="Source">Who was measured.</param>
/// <param name="Time">Seconds since the run's origin.</param>
public sealed record SnapshotTaken(Source Source, double Time) : Entry(Source, Time)
{
    /// <summary>Path relative to the run's folder.</summary>
    public required string File { get; init; }

    /// <summary>
    /// Format: <c>heap</c> (ours), <c>pprof-heap</c>, <c>pprof-goroutine</c>, <c>allocations</c>, <c>resources</c>.
    /// </summary>
    public required string Format { get; init; }

    /// <summary>When in the run: <c>warm</c>, <c>middle</c>, <c>end</c>, <c>drained</c>.</summary>
    public string Label { get; init; } = "";

    /// <summary>Objects in it.</summary>
    public long Objects { get; init; }

    /// <summary>Bytes of those objects.</summary>
    public long Bytes { get; init; }

    /// <summary>How long the target was suspended, in milliseconds.</summary>
    public double PauseMs { get; init; }

    /// <summary>False when something was lost: kept, but never compared.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Why it is partial or missing; empty when complete.</summary>
    public string Note { get; init; } = "";
}
