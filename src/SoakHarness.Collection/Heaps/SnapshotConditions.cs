namespace SoakHarness.Collection.Heaps;

/// <summary>What the way of taking a snapshot depends on. Null where it is not known.</summary>
/// <param name="LiveBytes">Live bytes at the last full GC, or the resident size before the first.</param>
/// <param name="Objects">Objects in the snapshot before this one.</param>
/// <param name="Headroom">Bytes the target can still take before its limit or the machine's memory is used up.</param>
/// <param name="Resident">Resident bytes of the target: about the size of a dump.</param>
/// <param name="FreeDisk">Free bytes where a dump would be written.</param>
internal sealed record SnapshotConditions(
    long? LiveBytes,
    long? Objects,
    long? Headroom,
    long? Resident,
    long? FreeDisk
)
{
    /// <summary>How the snapshot before this one was taken; null for none.</summary>
    internal SnapshotWay? Last { get; init; }

    /// <summary>Why the process cannot be stopped; null when it can, or when it was not tried yet.</summary>
    internal string? NotStopped { get; init; }
}
