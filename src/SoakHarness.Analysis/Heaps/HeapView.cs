using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// A snapshot with what is computed from it: dominators, its objects by type, and who stands at the top of each.
/// </summary>
internal sealed class HeapView
{
    private readonly Dictionary<string, int> _numbers;
    private readonly long[] _retained;
    private readonly int[] _byType;
    private readonly int[] _firstOfType;

    internal HeapView(HeapSnapshot heap)
    {
        var tree = Dominators.Of(heap);
        (Heap, Parent, Order) = (heap, tree.Parent, tree.Order);
        Own = new OwnCode(heap.Libraries);
        (Roots, Delegates) = (new RootNames(heap, Own), new HeapDelegates(heap));
        DelegateNames = heap.Delegates.ToDictionary(known => known.Node, known => known.Name);
        _numbers = heap.Types.Select((name, i) => (name, i)).ToDictionary(t => t.name, t => t.i);
        _retained = RetainedByType.Of(heap, tree);
        _firstOfType = new int[heap.Types.Length + 1];
        foreach (var node in Order)
        {
            _firstOfType[heap.TypeOf[node]]++;
            Bytes += heap.SizeOf[node];
        }

        _byType = ByType(Order);
        Tops = new HeapTops(heap, Parent, Order, Roots);
    }

    internal HeapSnapshot Heap { get; }

    /// <summary>Bytes of all reachable objects.</summary>
    internal long Bytes { get; }

    /// <summary>Immediate dominators, as <see cref="Dominators.Parent"/>.</summary>
    internal int[] Parent { get; }

    /// <summary>Reachable objects, each after its dominator.</summary>
    internal int[] Order { get; }

    internal RootNames Roots { get; }

    /// <summary>Which types and methods are the application's.</summary>
    internal OwnCode Own { get; }

    /// <summary>Shortest paths from the roots, searched for when first asked for: all of them at once.</summary>
    internal ShortestPaths Paths => field ??= new ShortestPaths(Heap, Roots);

    /// <summary>Objects that are singleton services of a container.</summary>
    internal HashSet<int> Services => field ??= Singletons.In(this);

    internal HeapDelegates Delegates { get; }

    /// <summary>What some delegates call, or which event they are.</summary>
    internal IReadOnlyDictionary<int, string> DelegateNames { get; }

    internal string TypeName(int node) => Heap.Types[Heap.TypeOf[node]];

    /// <summary>True for a type that derives from <c>MulticastDelegate</c>.</summary>
    internal bool IsDelegate(string type) =>
        _numbers.TryGetValue(type, out var number) && Heap.DelegateTypes.Contains(number);

    /// <summary>Objects that their keys in conditional weak tables keep alive.</summary>
    internal HashSet<int> WeakTableValues => field ??= [.. Heap.WeakTableValues];

    /// <summary>What an object refers to.</summary>
    internal ReadOnlySpan<int> References(int node) =>
        Heap.Edges.AsSpan(Heap.EdgeStart[node]..Heap.EdgeStart[node + 1]);

    internal (long Instances, long Retained) Of(string type) =>
        _numbers.TryGetValue(type, out var number)
            ? (_firstOfType[number + 1] - _firstOfType[number], _retained[number])
            : (0, 0);

    /// <summary>Reachable instances of a type, each after its dominator.</summary>
    internal ReadOnlySpan<int> InstancesOf(string type) =>
        _numbers.TryGetValue(type, out var number)
            ? _byType.AsSpan(_firstOfType[number].._firstOfType[number + 1])
            : [];

    /// <summary>At most about so many instances of a type, spread over the heap.</summary>
    internal int[] Sample(string type, int most)
    {
        var instances = InstancesOf(type);
        var step = Math.Max(1, instances.Length / most);
        var sample = new int[(instances.Length + step - 1) / step];
        for (var i = 0; i < sample.Length; i++)
            sample[i] = instances[i * step];
        return sample;
    }

    /// <summary>What is at the top of objects' dominators.</summary>
    internal HeapTops Tops { get; }

    /// <summary>True when an object of the type dominates this one.</summary>
    internal bool IsBelow(int node, string type)
    {
        if (!_numbers.TryGetValue(type, out var number))
            return false;
        for (var at = Parent[node]; at >= 0; at = Parent[at])
        {
            if (Heap.TypeOf[at] == number)
                return true;
        }

        return false;
    }

    /// <summary>What is needed of it once it is no longer the last.</summary>
    internal HeapSummary Summarize() =>
        new()
        {
            Label = Heap.Label,
            Objects = Heap.Count,
            Bytes = Bytes,
            Types = Heap
                .Types.Select(type => (Type: type, Sum: Of(type)))
                .Where(t => t.Sum.Instances > 0)
                .ToDictionary(t => t.Type, t => t.Sum),
            Largest = Heap
                .Types.Where(type => Of(type).Instances > 0)
                .ToDictionary(type => type, type => Heap.SizeOf[LargestOf(type)]),
            Tops = Tops.Counts(InstancesOf),
        };

    /// <summary>Mean bytes of a type's reachable instances, what they hold not included; 0 without any.</summary>
    internal double MeanSize(string type)
    {
        var bytes = 0L;
        foreach (var node in InstancesOf(type))
            bytes += Heap.SizeOf[node];
        return bytes / Math.Max(1.0, InstancesOf(type).Length);
    }

    /// <summary>The largest reachable instance of a type that has some.</summary>
    internal int LargestOf(string type)
    {
        var largest = InstancesOf(type)[0];
        foreach (var node in InstancesOf(type))
            largest = Heap.SizeOf[node] > Heap.SizeOf[largest] ? node : largest;
        return largest;
    }

    /// <summary>Counting sort; afterwards each entry of the first array is where its type begins.</summary>
    private int[] ByType(int[] order)
    {
        for (var type = 1; type < _firstOfType.Length; type++)
            _firstOfType[type] += _firstOfType[type - 1];
        var sorted = new int[order.Length];
        for (var i = order.Length - 1; i >= 0; i--)
            sorted[--_firstOfType[Heap.TypeOf[order[i]]]] = order[i];
        return sorted;
    }
}
