using System.Runtime.CompilerServices;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Bytes that the instances of each type retain together. An instance below another of its type, however far, is
/// counted with it: a linked list retains itself once.
/// </summary>
internal static class RetainedByType
{
    private const int None = -1;

    /// <summary>Sums up.</summary>
    /// <param name="heap">Snapshot.</param>
    /// <param name="tree">Its dominators.</param>
    /// <returns>Bytes by type number.</returns>
    internal static long[] Of(HeapSnapshot heap, Dominators tree)
    {
        var retained = new long[heap.Types.Length];
        // How many instances of each type stand above where the walk is.
        var above = new int[heap.Types.Length];
        var (first, next) = Children(heap.Count, tree);
        foreach (var top in tree.Order)
        {
            if (tree.Parent[top] < 0)
                Walk(top);
        }

        return retained;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        void Walk(int top)
        {
            for (var at = top; ; )
            {
                if (above[heap.TypeOf[at]]++ == 0)
                    retained[heap.TypeOf[at]] += tree.Retained[at];
                if (first[at] != None)
                {
                    at = first[at];
                    continue;
                }

                for (; ; at = tree.Parent[at])
                {
                    above[heap.TypeOf[at]]--;
                    if (at == top)
                        return;
                    if (next[at] != None)
                        break;
                }

                at = next[at];
            }
        }
    }

    /// <summary>The first child of each object, and the sibling after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int[] First, int[] Next) Children(int count, Dominators tree)
    {
        var (first, next) = (new int[count], new int[count]);
        Array.Fill(first, None);
        foreach (var node in tree.Order)
        {
            if (tree.Parent[node] is >= 0 and var parent)
                (next[node], first[parent]) = (first[parent], node);
        }

        return (first, next);
    }
}
