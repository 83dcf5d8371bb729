namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Finds the application's own object that keeps instances which something of the framework's holds as well: the socket
/// engine has every open connection, but who fixes the leak needs the dictionary of channels. Looked for from what only
/// one lasting object of the application's keeps alive, down through objects of which there are as many as instances;
/// what all share (a logger, a container) leads from everywhere to everything and is not gone through.
/// </summary>
internal sealed class OwnHolder
{
    private const int None = -1;
    private const double Most = 0.5;
    private const int FewerThan = 4;

    private readonly HeapView _view;
    private readonly int[] _owner;
    private readonly int[] _from;

    private OwnHolder(HeapView view, long instances)
    {
        _view = view;
        _owner = new int[view.Heap.Count];
        _from = new int[view.Heap.Count];
        Array.Fill(_from, None);
        var own = Array.ConvertAll(view.Heap.Types, view.Own.IsUser);
        var left = new NodeQueue(view.Heap.Count);
        foreach (var node in view.Order)
        {
            _owner[node] =
                IsLasting(node) ? node
                : view.Parent[node] is >= 0 and var parent ? _owner[parent]
                : None;
            if (_owner[node] != None)
                left.Enqueue(node);
        }

        Search(left, instances);

        bool IsLasting(int node) =>
            own[view.Heap.TypeOf[node]] && FewerThan * view.Of(view.TypeName(node)).Instances <= instances
            || view.Roots.Static(node) is { } field && view.Own.IsUserField(field);
    }

    /// <summary>
    /// The objects from the application's down to one of the instances, of the way that most of them have from the same
    /// object; null where there is none such.
    /// </summary>
    internal static List<int>? WayTo(HeapView view, int[] instances)
    {
        if (instances.Length == 0)
            return null;
        var search = new OwnHolder(view, view.Of(view.TypeName(instances[0])).Instances);
        var owned = instances.Where(node => search._owner[node] != None && search._from[node] != None).ToArray();
        var most = owned.GroupBy(node => search._owner[node]).MaxBy(group => group.Count());
        if (most is null)
            return null;
        // By one object of a chain, such as a timer, all others of it are reached: whoever has that one has no more.
        var ways = most.DistinctBy(search.Boundary).Select(node => search.To(node, most.Key)).ToArray();
        return ways.Length > Most * instances.Length
            ? ways.GroupBy(way => string.Join('\n', way.Select(view.TypeName))).MaxBy(way => way.Count())!.First()
            : null;
    }

    /// <summary>The first object of the way to it that is not the owner's alone.</summary>
    private int Boundary(int node)
    {
        var at = node;
        while (_from[_from[at]] != None)
            at = _from[at];
        return at;
    }

    /// <summary>Of what is not an owner's alone the nearest owner is noted, and the way to it.</summary>
    private void Search(NodeQueue left, long instances)
    {
        var common = Array.ConvertAll(_view.Heap.Types, type => FewerThan * _view.Of(type).Instances >= instances);
        while (left.TryDequeue(out var at))
        {
            foreach (var next in _view.References(at))
            {
                if (_owner[next] != None || _view.Parent[next] == Dominators.Unreachable)
                    continue;
                if (!common[_view.Heap.TypeOf[next]])
                    continue;
                (_owner[next], _from[next]) = (_owner[at], at);
                left.Enqueue(next);
            }
        }
    }

    /// <summary>By the way of the search until it meets what is the owner's alone, then by its dominators.</summary>
    private List<int> To(int node, int owner)
    {
        var way = new List<int>();
        for (var at = node; at >= 0; at = _from[at] != None ? _from[at] : _view.Parent[at])
        {
            way.Add(at);
            if (at == owner)
                break;
        }

        way.Reverse();
        return way;
    }
}
