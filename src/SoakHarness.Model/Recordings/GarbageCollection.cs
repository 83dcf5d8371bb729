namespace SoakHarness.Model.Recordings;

/// <summary>One garbage collection of the target.</summary>
/// <param name="Source">Who was measured.</param>
/// <param name="Time">Seconds since the run's origin, at its end.</param>
public sealed record GarbageCollection(Source Source, double Time) : Entry(Source, Time)
{
    /// <summary>Number of the collection as the runtime counts it.</summary>
    public required long Number { get; init; }

    /// <summary>Oldest generation collected: 0, 1 or 2; Go collections are 2.</summary>
    public required int Generation { get; init; }

    /// <summary>True for a blocking collection, false for a background (concurrent) one.</summary>
    public bool IsBlocking { get; init; }

    /// <summary>True when the sidecar induced it for a checkpoint or a snapshot.</summary>
    public bool IsInduced { get; init; }

    /// <summary>Why it ran, in the runtime's words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>How long the target was suspended, in milliseconds.</summary>
    public double PauseMs { get; init; }

    /// <summary>
    /// Bytes found live: of the whole heap for generation 2, otherwise of the generations that were collected.
    /// </summary>
    public long PromotedBytes { get; init; }

    /// <summary>Heap bytes after it, free space inside included.</summary>
    public long HeapBytes { get; init; }
}
