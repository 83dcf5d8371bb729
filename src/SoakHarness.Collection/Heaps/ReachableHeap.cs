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
        var (typeOf, sizeOf, starts) = (new int[count], new int[count], new int[count + 1]);
        // What is reachable refers to nothing else.
        var edges = new int[
            Enumerable
                .Range(0, heap.Count)
                .Sum(node => numbers[node] == Gone ? 0 : heap.EdgeStart[node + 1] - heap.EdgeStart[node])
        ];
        var next = 0;
        for (var node = 0; node < heap.Count; node++)
        {
            if (numbers[node] == Gone)
                continue;
            (typeOf[numbers[node]], sizeOf[numbers[node]]) = (heap.TypeOf[node], heap.SizeOf[node]);
            for (var edge = heap.EdgeStart[node]; edge < heap.EdgeStart[node + 1]; edge++)
                edges[next++] = numbers[heap.Edges[edge]];
            starts[numbers[node] + 1] = next;
        }

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
    }

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
