using System.Runtime.InteropServices;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// For each object what is at the top of its dominators, the named root and the type of the outermost object, and the
/// type of its immediate dominator, numbered. In a service all stands below the application: there the latter tells
/// what grew from what was there before.
/// </summary>
internal sealed class HeapTops
{
    private const int None = -1;
    private readonly HeapSnapshot _heap;
    private readonly RootNames _roots;
    private readonly Dictionary<(string? Root, int Type), int> _outermost = [];
    private readonly Dictionary<(int Outermost, int Dominator), int> _numbers = [];
    private readonly List<int> _outermostOf = [];
    private readonly int[] _top;
    private readonly int[] _order;

    internal HeapTops(HeapSnapshot heap, int[] parent, int[] order, RootNames roots)
    {
        (_heap, _roots, _top, _order) = (heap, roots, new int[heap.Count], order);
        foreach (var node in order)
            _top[node] = parent[node] is >= 0 and var above
                ? NumberOf(_outermostOf[_top[above]], heap.TypeOf[above])
                : NumberOf(OutermostOf(node), None);
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
            CollectionsMarshal.GetValueRefOrAddDefault(counts, (_heap.TypeOf[node], _top[node]), out _)++;
        var words = All;
        return counts
            .GroupBy(c => (_heap.Types[c.Key.Type], words[c.Key.Top]))
            .ToDictionary(g => g.Key, g => g.Sum(c => c.Value));
    }

    private string[] All => field ??= Spell();

    private string[] Spell()
    {
        string[] outermost = [.. _outermost.Keys.Select(top => $"{top.Root} {_heap.Types[top.Type]}")];
        return
        [
            .. _numbers.Keys.Select(top =>
                top.Dominator == None
                    ? outermost[top.Outermost]
                    : $"{outermost[top.Outermost]} {_heap.Types[top.Dominator]}"
            ),
        ];
    }

    private int OutermostOf(int node)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _outermost,
            (_roots.Of(node), _heap.TypeOf[node]),
            out var isKnown
        );
        return isKnown ? number : number = _outermost.Count - 1;
    }

    private int NumberOf(int outermost, int dominator)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _numbers,
            (outermost, dominator),
            out var isKnown
        );
        if (!isKnown)
        {
            number = _outermostOf.Count;
            _outermostOf.Add(outermost);
        }

        return number;
    }
}
