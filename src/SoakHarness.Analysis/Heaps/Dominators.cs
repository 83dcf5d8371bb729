using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Dominator tree of a heap: object d dominates object i when every path from the roots to i goes through d, so that i
/// is freed with d. Iterative algorithm of Cooper, Harvey and Kennedy (2001) on flat arrays; all roots hang below one
/// artificial node.
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
    public static Dominators Of(HeapSnapshot heap)
    {
        // Positions in the reverse post-order; until the order is known, marks of what was seen.
        var position = new int[heap.Count];
        var order = new DepthFirst(heap, position).Order();
        Array.Fill(position, Unreachable);
        for (var i = 0; i < order.Length; i++)
            position[order[i]] = i;
        var dominators = Solve(heap, order, position);
        // The positions are not needed any more: their array becomes the parents.
        var (parent, retained) = (position, new long[heap.Count]);
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

    /// <summary>Dominators as positions in the order; -1 is the artificial root.</summary>
    private static int[] Solve(HeapSnapshot heap, int[] order, int[] position)
    {
        const int unknown = -3;
        var (starts, sources) = Predecessors(heap, order, position);
        var dominator = new int[order.Length];
        Array.Fill(dominator, unknown);
        foreach (var root in heap.Roots)
            dominator[position[root.Target]] = Root;
        var isRoot = Array.ConvertAll(dominator, d => d == Root);
        for (var changed = true; changed; )
        {
            changed = false;
            for (var node = 0; node < order.Length; node++)
            {
                if (isRoot[node])
                    continue;
                var best = unknown;
                for (var i = starts[node]; i < starts[node + 1]; i++)
                {
                    if (dominator[sources[i]] != unknown)
                        best = best == unknown ? sources[i] : Common(dominator, best, sources[i]);
                }

                changed |= best != dominator[node];
                dominator[node] = best;
            }
        }

        return dominator;
    }

    private static int Common(int[] dominator, int one, int other)
    {
        while (one != other)
        {
            while (one > other)
                one = dominator[one];
            while (other > one)
                other = dominator[other];
        }

        return one;
    }

    private static (int[] Starts, int[] Sources) Predecessors(HeapSnapshot heap, int[] order, int[] position)
    {
        var starts = new int[order.Length + 1];
        foreach (var node in order)
        {
            for (var edge = heap.EdgeStart[node]; edge < heap.EdgeStart[node + 1]; edge++)
                starts[position[heap.Edges[edge]]]++;
        }

        for (var i = 1; i < starts.Length; i++)
            starts[i] += starts[i - 1];
        // Each start is now the end of its sources, and moves to the front as they are filled in from behind.
        var sources = new int[starts[^1]];
        for (var from = order.Length - 1; from >= 0; from--)
        {
            for (var edge = heap.EdgeStart[order[from]]; edge < heap.EdgeStart[order[from] + 1]; edge++)
                sources[--starts[position[heap.Edges[edge]]]] = from;
        }

        return (starts, sources);
    }
}
