using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Walks a heap depth first from its roots, on a stack of its own: lists of millions of nodes are as deep.
/// </summary>
/// <param name="heap">Snapshot.</param>
/// <param name="seen">One number an object, 0 at first; others where it has been.</param>
internal sealed class DepthFirst(HeapSnapshot heap, int[] seen)
{
    private int[] _nodes = new int[1024];
    private int[] _edges = new int[1024];
    private int _depth;

    /// <summary>Reachable objects, each before those that are reached only through it (reverse post-order).</summary>
    internal int[] Order()
    {
        var order = new int[heap.Count];
        var first = order.Length;
        foreach (var root in heap.Roots)
        {
            Enter(root.Target);
            while (_depth > 0)
            {
                if (Child() is >= 0 and var child)
                    Enter(child);
                else
                    order[--first] = _nodes[--_depth];
            }
        }

        return first == 0 ? order : order[first..];
    }

    /// <summary>The next object below the one on top of the stack that was not seen; -1 when there is none.</summary>
    private int Child()
    {
        var (edge, end) = (_edges[_depth - 1], heap.EdgeStart[_nodes[_depth - 1] + 1]);
        while (edge < end && seen[heap.Edges[edge]] != 0)
            edge++;
        _edges[_depth - 1] = edge + 1;
        return edge < end ? heap.Edges[edge] : -1;
    }

    private void Enter(int node)
    {
        if (seen[node] != 0)
            return;
        seen[node] = 1;
        if (_depth == _nodes.Length)
        {
            Array.Resize(ref _nodes, 2 * _depth);
            Array.Resize(ref _edges, 2 * _depth);
        }

        (_nodes[_depth], _edges[_depth]) = (node, heap.EdgeStart[node]);
        _depth++;
    }
}
