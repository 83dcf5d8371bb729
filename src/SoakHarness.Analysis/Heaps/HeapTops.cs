using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// For each object what is at the top of its dominators: the named root and the type of the outermost object, numbered.
/// </summary>
internal sealed class HeapTops
{
    private readonly HeapSnapshot _heap;
    private readonly RootNames _roots;
    private readonly Dictionary<(string? Root, int Type), int> _numbers = [];
    private readonly int[] _top;
    private readonly int[] _order;

    internal HeapTops(HeapSnapshot heap, Dominators tree, RootNames roots)
    {
        (_heap, _roots, _top, _order) = (heap, roots, new int[heap.Count], tree.Order);
        foreach (var node in tree.Order)
            _top[node] = tree.Parent[node] is >= 0 and var parent ? _top[parent] : NumberOf(node);
    }

    /// <summary>The number of a reachable object's top.</summary>
    internal int Of(int node) => _top[node];

    /// <summary>A top in words.</summary>
    internal string Words(int top) => All[top];

    /// <summary>Instances of each type below each top.</summary>
    internal IReadOnlyDictionary<(string Type, string Top), long> Counts()
    {
        var counts = new Dictionary<(int Type, int Top), long>();
        foreach (var node in _order)
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                counts,
                (_heap.TypeOf[node], _top[node]),
                out _
            )++;
        var words = All;
        return counts
            .GroupBy(c => (_heap.Types[c.Key.Type], words[c.Key.Top]))
            .ToDictionary(g => g.Key, g => g.Sum(c => c.Value));
    }

    private string[] All => field ??= [.. _numbers.Keys.Select(top => $"{top.Root} {_heap.Types[top.Type]}")];

    private int NumberOf(int node)
    {
        var top = (_roots.Of(node), _heap.TypeOf[node]);
        if (!_numbers.TryGetValue(top, out var number))
            _numbers[top] = number = _numbers.Count;
        return number;
    }
}
