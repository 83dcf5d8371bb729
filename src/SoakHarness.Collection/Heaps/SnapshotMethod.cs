using static System.FormattableString;

namespace SoakHarness.Collection.Heaps;

/// <summary>How a snapshot is taken.</summary>
/// <param name="Way">Events, the stopped process, a dump, or not at all.</param>
/// <param name="BufferMegabytes">Size of the event buffer in the target's memory.</param>
/// <param name="Reason">Why not by events; empty when by events.</param>
internal sealed record SnapshotMethod(SnapshotWay Way, int BufferMegabytes, string Reason)
{
    /// <summary>More objects than this do not fit the largest buffer for certain.</summary>
    internal const long MostObjects = 16_000_000;

    /// <summary>Buffer that is enough for 100 MB of live bytes; of larger heaps a copy is the shorter pause.</summary>
    internal const int SmallestBuffer = 128;
    private const int LargestBuffer = 1024;

    // A node takes about 32 bytes of the buffer and a reference 12; objects of 50 bytes with two references each need
    // 1.3 times the heap.
    private const double BufferPerLiveByte = 1.3;
    private const long BytesPerObject = 60;
    private const double DumpPerResidentByte = 1.2;
    private const double Mega = 1e6;

    /// <summary>
    /// Decides. Snapshots by events name generic types in another way than those of a process's memory and are not
    /// compared with them, so that a heap that grows stays with events while they can be taken.
    /// </summary>
    /// <param name="conditions">What is known.</param>
    internal static SnapshotMethod Choose(SnapshotConditions conditions)
    {
        var wanted =
            Math.Max(BufferPerLiveByte * (conditions.LiveBytes ?? 0), BytesPerObject * (conditions.Objects ?? 0))
            / Mega;
        var buffer = (int)Math.Clamp(wanted, SmallestBuffer, LargestBuffer);
        var against = Against(conditions, buffer);
        var isSmall = conditions.Last is null ? buffer <= SmallestBuffer : conditions.Last == SnapshotWay.Events;
        if (against is null && (isSmall || conditions.NotStopped is not null))
            return new SnapshotMethod(SnapshotWay.Events, buffer, "");
        var reason = against ?? Invariant($"its events would take a buffer of {buffer} MB of its memory");
        return conditions.NotStopped is { } problem
            ? Dump(conditions, buffer, $"{reason}, and the process could not be stopped ({problem})")
            : new SnapshotMethod(SnapshotWay.Stopped, buffer, reason);
    }

    /// <summary>What speaks against events; null for nothing.</summary>
    private static string? Against(SnapshotConditions conditions, int buffer) =>
        conditions.Objects > MostObjects
            ? Invariant(
                $"{conditions.Objects / Mega:0.0} million objects are more than the events of {MostObjects / Mega:0} million that the largest buffer holds"
            )
        : conditions.Headroom < buffer * Mega
            ? Invariant(
                $"the event buffer of {buffer} MB is more than the {conditions.Headroom / Mega:0} MB of memory that the target has left"
            )
        : null;

    private static SnapshotMethod Dump(SnapshotConditions conditions, int buffer, string reason)
    {
        var needed = DumpPerResidentByte * conditions.Resident;
        return needed > conditions.FreeDisk
            ? new SnapshotMethod(
                SnapshotWay.Refuse,
                buffer,
                Invariant(
                    $"{reason}, and a dump of about {needed / Mega:0} MB does not fit the {conditions.FreeDisk / Mega:0} MB that are free on disk"
                )
            )
            : new SnapshotMethod(SnapshotWay.Dump, buffer, reason);
    }
}
