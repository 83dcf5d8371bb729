namespace SoakHarness.Collection.Heaps;

/// <summary>
/// The arrays of a snapshot of millions of objects are tens of megabytes each. The GC leaves such garbage for long;
/// next to a target under test it is given back to the machine at once.
/// </summary>
internal static class LargeArrays
{
    private const long WorthIt = 64 << 20;

    /// <summary>Collects and shrinks the heap of this process when it is large.</summary>
    internal static void GiveBack()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) > WorthIt)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
