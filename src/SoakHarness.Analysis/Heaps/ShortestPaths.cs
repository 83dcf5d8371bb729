using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Shortest paths from the roots, by breadth-first search over the whole heap; static fields come first among equals.
/// </summary>
internal sealed class ShortestPaths
{
    private const int None = -1;
    private const int Start = -2;
    private readonly int[] _from;

    internal ShortestPaths(HeapSnapshot heap, RootNames roots)
    {
        _from = new int[heap.Count];
        Array.Fill(_from, None);
        var queue = new Queue<int>();
        foreach (var root in roots.Targets)
        {
            _from[root] = Start;
            queue.Enqueue(root);
        }

        while (queue.TryDequeue(out var at))
        {
            for (var edge = heap.EdgeStart[at]; edge < heap.EdgeStart[at + 1]; edge++)
            {
                var next = heap.Edges[edge];
                if (_from[next] != None)
                    continue;
                _from[next] = at;
                queue.Enqueue(next);
            }
        }
    }

    /// <summary>Objects from the root to this one; empty when no root reaches it.</summary>
    internal List<int> To(int node)
    {
        var path = new List<int>();
        if (_from[node] == None)
            return path;
        for (var at = node; at != Start; at = _from[at])
            path.Add(at);
        path.Reverse();
        return path;
    }
}
