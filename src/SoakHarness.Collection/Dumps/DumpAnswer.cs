namespace SoakHarness.Collection.Dumps;

/// <summary>What was read of a process dump.</summary>
public sealed record DumpAnswer
{
    /// <summary>Why nothing was read; null when the snapshot is written.</summary>
    public string? Problem { get; init; }

    /// <summary>Objects that the roots reach.</summary>
    public int Objects { get; init; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; init; }
}
