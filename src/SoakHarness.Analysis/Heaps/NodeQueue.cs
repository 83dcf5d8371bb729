namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Objects that a breadth-first search has reached and not yet gone on from. Each enters once, so that it takes no more
/// room than there are objects, however many are waiting at a time.
/// </summary>
/// <param name="count">How many objects there are.</param>
internal sealed class NodeQueue(int count)
{
    private readonly int[] _nodes = new int[count];
    private int _first;
    private int _end;

    /// <summary>Adds an object that was never in it.</summary>
    internal void Enqueue(int node) => _nodes[_end++] = node;

    /// <summary>Takes the one that has waited longest; false when none is left.</summary>
    internal bool TryDequeue(out int node)
    {
        node = _first < _end ? _nodes[_first++] : -1;
        return node >= 0;
    }
}
