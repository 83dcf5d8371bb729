using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>A snapshot with what is computed from it: dominators, and instances and retained bytes by type.</summary>
internal sealed class HeapView
{
    private readonly Dictionary<string, int> _numbers;

    internal HeapView(HeapSnapshot heap)
    {
        Heap = heap;
        Tree = Dominators.Of(heap);
        Instances = new long[heap.Types.Length];
        Retained = new long[heap.Types.Length];
        _numbers = heap.Types.Select((name, i) => (name, i)).ToDictionary(t => t.name, t => t.i);
        foreach (var node in Tree.Order)
        {
            var type = heap.TypeOf[node];
            Instances[type]++;
            // An instance below another of its type is counted with it: a linked list retains itself once.
            if (Tree.Parent[node] is var parent && (parent < 0 || heap.TypeOf[parent] != type))
                Retained[type] += Tree.Retained[node];
        }
    }

    internal HeapSnapshot Heap { get; }

    internal Dominators Tree { get; }

    internal long[] Instances { get; }

    internal long[] Retained { get; }

    internal (long Instances, long Retained) Of(string type) =>
        _numbers.TryGetValue(type, out var number) ? (Instances[number], Retained[number]) : (0, 0);

    /// <summary>At most so many instances of a type, spread over the heap.</summary>
    internal int[] Sample(string type, int most)
    {
        if (!_numbers.TryGetValue(type, out var number))
            return [];
        var step = Math.Max(1, Instances[number] / most);
        return [.. Tree.Order.Where(node => Heap.TypeOf[node] == number).Where((_, i) => i % step == 0)];
    }

    /// <summary>True when an object of the type dominates this one.</summary>
    internal bool IsBelow(int node, string type)
    {
        if (!_numbers.TryGetValue(type, out var number))
            return false;
        for (var at = Tree.Parent[node]; at >= 0; at = Tree.Parent[at])
        {
            if (Heap.TypeOf[at] == number)
                return true;
        }

        return false;
    }
}
