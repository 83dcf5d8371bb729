namespace SoakHarness.Model.Heaps;

/// <summary>Delegates in a snapshot's graph: which objects are some, and which have several targets.</summary>
public sealed class HeapDelegates
{
    private const string InvocationList = "System.Object[]";
    private readonly HeapSnapshot _heap;
    private readonly bool[] _isDelegate;

    /// <summary>Those of a snapshot.</summary>
    /// <param name="heap">Snapshot; without <see cref="HeapSnapshot.DelegateTypes"/> nothing is a delegate.</param>
    public HeapDelegates(HeapSnapshot heap)
    {
        (_heap, _isDelegate) = (heap, new bool[heap.Types.Length]);
        foreach (var type in heap.DelegateTypes)
            _isDelegate[type] = true;
    }

    /// <summary>True when the object is a delegate.</summary>
    /// <param name="node">Number of an object.</param>
    public bool Contains(int node) => _isDelegate[_heap.TypeOf[node]];

    /// <summary>
    /// The delegates that a delegate with several targets calls, in its order; empty for one with one target. It refers
    /// to them by an array, its invocation list.
    /// </summary>
    /// <param name="node">Number of an object.</param>
    public int[] TargetsOf(int node)
    {
        if (!Contains(node))
            return [];
        foreach (var part in References(node))
        {
            if (_heap.Types[_heap.TypeOf[part]] != InvocationList)
                continue;
            int[] listed = [.. References(part).ToArray().Where(Contains)];
            if (listed.Length > 1 && listed.Length == References(part).Length)
                return listed;
        }

        return [];
    }

    private ReadOnlySpan<int> References(int node) =>
        _heap.Edges.AsSpan(_heap.EdgeStart[node].._heap.EdgeStart[node + 1]);
}
