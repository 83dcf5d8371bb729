namespace SoakHarness.Collection.Heaps;

/// <summary>Some objects with their references, gathered to be added to others at once.</summary>
internal sealed class HeapBatch
{
    internal List<ulong> Addresses { get; } = [];

    /// <summary>For each object the place of its type in <see cref="HeapParts.TypeIds"/>.</summary>
    internal List<int> Types { get; } = [];

    internal List<int> Sizes { get; } = [];

    internal List<int> EdgeCounts { get; } = [];

    /// <summary>What the objects refer to, object by object.</summary>
    internal List<ulong> Targets { get; } = [];

    /// <summary>Bytes of all objects.</summary>
    internal long Bytes { get; private set; }

    /// <summary>Adds an object whose targets have been added.</summary>
    internal void Add(ulong address, int type, long size, int edges)
    {
        var cut = (int)Math.Min(size, int.MaxValue);
        Addresses.Add(address);
        Types.Add(type);
        Sizes.Add(cut);
        EdgeCounts.Add(edges);
        Bytes += cut;
    }

    internal void Clear()
    {
        Addresses.Clear();
        Types.Clear();
        Sizes.Clear();
        EdgeCounts.Clear();
        Targets.Clear();
        Bytes = 0;
    }
}
