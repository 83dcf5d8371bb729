using System.Runtime.CompilerServices;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Dominator tree of a heap: object d dominates object i when every path from the roots to i goes through d, so that i
/// is freed with d. All roots hang below one artificial node.
/// </summary>
public sealed class Dominators
{
    /// <summary>Dominator of objects that only the roots together hold.</summary>
    public const int Root = -1;

    /// <summary>Dominator of objects that no root reaches.</summary>
    public const int Unreachable = -2;

    private Dominators(int[] parent, int[] order, long[] retained)
    {
        Parent = parent;
        Order = order;
        Retained = retained;
    }

    /// <summary>
    /// Immediate dominator of each object: an object, <see cref="Root"/> or <see cref="Unreachable"/>.
    /// </summary>
    public int[] Parent { get; }

    /// <summary>Reachable objects, each after its dominator.</summary>
    public int[] Order { get; }

    /// <summary>Bytes freed with each object: its own and those of all it dominates.</summary>
    public long[] Retained { get; }

    /// <summary>Computes the tree.</summary>
    /// <param name="heap">Snapshot.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Dominators Of(HeapSnapshot heap)
    {
        var (order, dominators, parent) = Solve(heap);
        var retained = new long[heap.Count];
        Array.Fill(parent, Unreachable);
        for (var i = 0; i < order.Length; i++)
        {
            parent[order[i]] = dominators[i] < 0 ? Root : order[dominators[i]];
            retained[order[i]] = heap.SizeOf[order[i]];
        }

        for (var i = order.Length - 1; i >= 0; i--)
        {
            if (parent[order[i]] >= 0)
                retained[parent[order[i]]] += retained[order[i]];
        }

        return new Dominators(parent, order, retained);
    }

    /// <summary>
    /// The objects that roots reach, the position of each one's dominator, and an array that is done with: all else
    /// that it takes is gone before more is asked for.
    /// </summary>
    private static (int[] Order, int[] Dominators, int[] Free) Solve(HeapSnapshot heap)
    {
        var walk = new DepthFirst(heap);
        walk.Walk();
        var (starts, sources) = Predecessors(heap, walk);
        // The positions are not needed any more: their array serves the search.
        var dominators = new DominatorSearch(walk.Above, starts, sources, walk.Position).Solve();
        return (walk.Count == heap.Count ? walk.Order : walk.Order[..walk.Count], dominators, walk.Position);
    }

    /// <summary>
    /// Positions of what refers to each object, <see cref="Root"/> for a root, one object after the other.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int[] Starts, int[] Sources) Predecessors(HeapSnapshot heap, DepthFirst walk)
    {
        var order = walk.Order.AsSpan(0, walk.Count);
        var position = walk.Position;
        var starts = new int[order.Length + 1];
        foreach (var node in order)
        {
            for (var edge = heap.EdgeStart[node]; edge < heap.EdgeStart[node + 1]; edge++)
                starts[position[heap.Edges[edge]]]++;
        }

        foreach (var root in heap.Roots)
            starts[position[root.Target]]++;
        for (var i = 1; i < starts.Length; i++)
            starts[i] += starts[i - 1];
        // Each start is now the end of its sources, and moves to the front as they are filled in from behind.
        var sources = new int[starts[^1]];
        foreach (var root in heap.Roots)
            sources[--starts[position[root.Target]]] = Root;
        for (var from = order.Length - 1; from >= 0; from--)
        {
            for (var edge = heap.EdgeStart[order[from]]; edge < heap.EdgeStart[order[from] + 1]; edge++)
                sources[--starts[position[heap.Edges[edge]]]] = from;
        }

        return (starts, sources);
    }
}
