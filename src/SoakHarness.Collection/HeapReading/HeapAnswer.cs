namespace SoakHarness.Collection.HeapReading;

/// <summary>What was read of a heap.</summary>
public sealed record HeapAnswer
{
    /// <summary>Why nothing was read; null when the snapshot is written.</summary>
    public string? Problem { get; init; }

    /// <summary>What may be missing from it, in words; null when nothing may.</summary>
    public string? Doubt { get; init; }

    /// <summary>Objects that the roots reach.</summary>
    public int Objects { get; init; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>For how many milliseconds the process stood still at a time at the most; 0 for a dump.</summary>
    public double StoppedMs { get; init; }
}
