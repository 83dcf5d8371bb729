using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Heaps;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

/// <summary>A heap drawn object by object, what is held before what holds it.</summary>
internal sealed class DrawnHeap
{
    private readonly List<string> _types = [];
    private readonly List<int> _typeOf = [];
    private readonly List<int> _sizes = [];
    private readonly List<int[]> _edges = [];
    private readonly List<HeapRoot> _roots = [];
    private readonly List<HeapDelegate> _delegates = [];
    private readonly List<int> _weak = [];

    internal int Add(string type, params int[] held)
    {
        if (!_types.Contains(type))
            _types.Add(type);
        _typeOf.Add(_types.IndexOf(type));
        _sizes.Add(type == "System.Byte[]" ? 1000 : 32);
        _edges.Add(held);
        return _typeOf.Count - 1;
    }

    internal void Resize(int node, int bytes) => _sizes[node] = bytes;

    internal void Root(RootKind kind, string name, int target) => _roots.Add(new HeapRoot(target, kind, name));

    internal void Name(int node, string name) => _delegates.Add(new HeapDelegate(node, name));

    /// <summary>The key already refers to the value; here it is said that it does so by a weak table.</summary>
    internal void KeepWith(int key, int value)
    {
        _edges[key].Should().Contain(value);
        _weak.Add(value);
    }

    internal HeapSnapshot Snapshot(params string[] delegateTypes) =>
        new()
        {
            Label = "x",
            Types = [.. _types],
            TypeOf = [.. _typeOf],
            SizeOf = [.. _sizes],
            EdgeStart = [0, .. _edges.Select((_, i) => _edges.Take(i + 1).Sum(to => to.Length))],
            Edges = [.. _edges.SelectMany(to => to)],
            Roots = _roots,
            DelegateTypes = [.. delegateTypes.Select(type => _types.IndexOf(type)).Order()],
            Delegates = _delegates,
            WeakTableValues = _weak,
        };

    /// <summary>The first suspect of three snapshots with 100, 200 and 300 of what leaks.</summary>
    internal static Suspect Suspect(Action<DrawnHeap, int> draw, params string[] delegateTypes) =>
        Suspects(draw, delegateTypes)[0];

    /// <summary>All suspects of such snapshots.</summary>
    internal static IReadOnlyList<Suspect> Suspects(Action<DrawnHeap, int> draw, params string[] delegateTypes) =>
        SuspectFinder.Find(
            [
                .. new[] { 100, 200, 300 }.Select(count =>
                {
                    var heap = new DrawnHeap();
                    draw(heap, count);
                    return new HeapStage(heap.Snapshot(delegateTypes), count, count);
                }),
            ],
            AllocationWindow.None
        );
}
