using System.Runtime.CompilerServices;
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
    private const int Recent = 1 << 10;
    private readonly HeapSnapshot _heap;
    private readonly RootNames _roots;
    private readonly Dictionary<(string? Root, int Type), int> _outermost = [];
    private readonly Dictionary<(int Outermost, int Dominator), int> _numbers = [];
    private readonly List<int> _outermostOf = [];
    private readonly int[] _top;

    // What was looked up last: most objects have the same top as others close to them.
    private readonly (long Key, int Number)[] _recent = new (long, int)[Recent];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal HeapTops(HeapSnapshot heap, int[] parent, int[] order, RootNames roots)
    {
        (_heap, _roots, _top) = (heap, roots, new int[heap.Count]);
        Array.Fill(_recent, (-1, None));
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
    /// <param name="instances">Gives the reachable instances of a type.</param>
    internal IReadOnlyDictionary<(string Type, string Top), long> Counts(InstancesOfType instances)
    {
        var counts = new Dictionary<(string, string), long>();
        var (ofTop, met) = (new int[_numbers.Count], new List<int>());
        foreach (var type in _heap.Types)
        {
            Count(instances(type), ofTop, met);
            foreach (var top in met)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, (type, All[top]), out _) += ofTop[top];
                ofTop[top] = 0;
            }

            met.Clear();
        }

        return counts;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(ReadOnlySpan<int> nodes, int[] ofTop, List<int> met)
    {
        foreach (var node in nodes)
        {
            if (ofTop[_top[node]]++ == 0)
                met.Add(_top[node]);
        }
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int NumberOf(int outermost, int dominator)
    {
        var key = ((long)outermost << 32) | (uint)dominator;
        ref var recent = ref _recent[(uint)(outermost * 31 + dominator) % Recent];
        if (recent.Key != key)
            recent = (key, Number(outermost, dominator));
        return recent.Number;
    }

    private int Number(int outermost, int dominator)
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

/// <summary>Gives the reachable instances of a type.</summary>
internal delegate ReadOnlySpan<int> InstancesOfType(string type);
