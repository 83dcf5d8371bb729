using System.Runtime.CompilerServices;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Walks a heap depth first from its roots, on a stack of its own: lists of millions of nodes are as deep.
/// </summary>
/// <param name="heap">Snapshot.</param>
internal sealed class DepthFirst(HeapSnapshot heap)
{
    private int[] _nodes = new int[1024];
    private int[] _edges = new int[1024];
    private int _depth;

    /// <summary>How many objects roots reach.</summary>
    internal int Count { get; private set; }

    /// <summary>
    /// When each object was met, counted from 0; <see cref="Dominators.Unreachable"/> for the others.
    /// </summary>
    internal int[] Position { get; } = new int[heap.Count];

    /// <summary>The objects as they were met: so many as roots reach, and room for the others.</summary>
    internal int[] Order { get; } = new int[heap.Count];

    /// <summary>
    /// Of each of them the position of the one it was met from; <see cref="Dominators.Root"/> for what a root refers
    /// to.
    /// </summary>
    internal int[] Above { get; } = new int[heap.Count];

    /// <summary>Walks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Walk()
    {
        Array.Fill(Position, Dominators.Unreachable);
        foreach (var root in heap.Roots)
        {
            Enter(root.Target);
            while (_depth > 0)
            {
                if (Child() is >= 0 and var child)
                    Enter(child);
                else
                    _depth--;
            }
        }

        (_nodes, _edges) = ([], []);
    }

    /// <summary>The next object below the one on top of the stack that was not seen; -1 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Child()
    {
        var (edge, end) = (_edges[_depth - 1], heap.EdgeStart[_nodes[_depth - 1] + 1]);
        while (edge < end && Position[heap.Edges[edge]] != Dominators.Unreachable)
            edge++;
        _edges[_depth - 1] = edge + 1;
        return edge < end ? heap.Edges[edge] : -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Enter(int node)
    {
        if (Position[node] != Dominators.Unreachable)
            return;
        (Order[Count], Above[Count]) = (node, _depth > 0 ? Position[_nodes[_depth - 1]] : Dominators.Root);
        Position[node] = Count++;
        if (_depth == _nodes.Length)
        {
            Array.Resize(ref _nodes, 2 * _depth);
            Array.Resize(ref _edges, 2 * _depth);
        }

        (_nodes[_depth], _edges[_depth]) = (node, heap.EdgeStart[node]);
        _depth++;
    }
}
