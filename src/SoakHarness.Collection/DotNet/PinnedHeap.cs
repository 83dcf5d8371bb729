using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace SoakHarness.Collection.DotNet;

/// <summary>
/// What is live in the pinned object heap after a GC. The runtime (.NET 8 to 10) counts none of it as promoted,
/// whatever is held there, so it is what the heap has less its free space.
/// </summary>
internal sealed class PinnedHeap
{
    private long _live;

    /// <summary>One heap of the GC that is about to end; a server GC has several.</summary>
    internal void Add(GCPerHeapHistoryTraceData heap)
    {
        var after = heap.GenData(Gens.GenPinObj);
        _live += after.SizeAfter - after.FreeListSpaceAfter - after.FreeObjSpaceAfter;
    }

    /// <summary>
    /// Live bytes of the whole heap after a GC of generation 2, from its statistics, which come after its heaps.
    /// </summary>
    internal long LiveAfter(GCHeapStatsTraceData statistics)
    {
        var pinned = statistics.TotalPromotedSize4 == 0 ? _live : 0;
        _live = 0;
        return statistics.TotalPromoted + pinned;
    }
}
