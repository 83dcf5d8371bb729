using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Heaps;

/// <summary>A heap without what no root reaches.</summary>
internal static class ReachableHeap
{
    private const int Gone = -1;

    /// <summary>The reachable objects in their order, numbered anew.</summary>
    internal static HeapSnapshot Of(HeapSnapshot heap)
    {
        var numbers = Numbers(heap, out var count);
        // What is reachable refers to nothing else.
        var starts = Starts(heap, numbers, count);
        var (typeOf, sizeOf, edges) = (new int[count], new int[count], new int[starts[^1]]);
        if (count > 0)
            Parallel.ForEach(Partitioner.Create(0, heap.Count), some => Copy(some.Item1, some.Item2));
        var roots = heap.Roots.Select(root => root with { Target = numbers[root.Target] }).ToArray();
        return heap with
        {
            TypeOf = typeOf,
            SizeOf = sizeOf,
            EdgeStart = starts,
            Edges = edges,
            Roots = roots,
            WeakTableValues =
            [
                .. heap.WeakTableValues.Where(value => numbers[value] != Gone).Select(value => numbers[value]),
            ],
            Delegates =
            [
                .. heap
                    .Delegates.Where(known => numbers[known.Node] != Gone)
                    .Select(known => known with { Node = numbers[known.Node] }),
            ],
        };

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        void Copy(int from, int to)
        {
            for (var node = from; node < to; node++)
            {
                if (numbers[node] is not (>= 0 and var number))
                    continue;
                (typeOf[number], sizeOf[number]) = (heap.TypeOf[node], heap.SizeOf[node]);
                var next = starts[number];
                for (var edge = heap.EdgeStart[node]; edge < heap.EdgeStart[node + 1]; edge++)
                    edges[next++] = numbers[heap.Edges[edge]];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Starts(HeapSnapshot heap, int[] numbers, int count)
    {
        var starts = new int[count + 1];
        for (var node = 0; node < numbers.Length; node++)
        {
            if (numbers[node] is >= 0 and var number)
                starts[number + 1] = starts[number] + heap.EdgeStart[node + 1] - heap.EdgeStart[node];
        }

        return starts;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Numbers(HeapSnapshot heap, out int count)
    {
        var numbers = new int[heap.Count];
        Array.Fill(numbers, Gone);
        var left = new Stack<int>(heap.Roots.Select(root => root.Target));
        while (left.TryPop(out var node))
        {
            if (numbers[node] != Gone)
                continue;
            numbers[node] = 0;
            foreach (var target in heap.Edges.AsSpan(heap.EdgeStart[node]..heap.EdgeStart[node + 1]))
            {
                if (numbers[target] == Gone)
                    left.Push(target);
            }
        }

        count = 0;
        for (var node = 0; node < numbers.Length; node++)
        {
            if (numbers[node] != Gone)
                numbers[node] = count++;
        }

        return numbers;
    }
}
