using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Shortest paths from the roots, by breadth-first search over the whole heap; static fields come first among equals.
/// What explains nothing is gone by only where there is no other way: from a local variable that is no host of
/// services, from a registration back to what it is registered on, from one timer to the timers beside it, and from a
/// thread's slot of a <c>ThreadLocal</c> to its value.
/// </summary>
internal sealed class ShortestPaths
{
    private const int None = -1;
    private const int Start = -2;
    private const string Registration = "System.Threading.CancellationTokenSource+CallbackNode";
    private const string Registrations = "System.Threading.CancellationTokenSource+Registrations";
    private const string Timer = "System.Threading.TimerQueueTimer";
    private const string OfTimer = "System.Threading.TimerHolder";
    private readonly HeapSnapshot _heap;
    private readonly int[] _from;
    private readonly bool[] _explainsNothing;
    private readonly Queue<(int From, int To)> _postponed = new();

    internal ShortestPaths(HeapSnapshot heap, RootNames roots)
    {
        (_heap, _from) = (heap, new int[heap.Count]);
        var queue = new NodeQueue(heap.Count);
        _explainsNothing = Array.ConvertAll(heap.Types, type => type is Registration or Timer || IsSlot(type));
        Array.Fill(_from, None);
        foreach (var root in roots.Targets)
        {
            if (roots.IsLocal(root) && !Singletons.IsHost(heap.Types[heap.TypeOf[root]]))
                _postponed.Enqueue((Start, root));
            else
                Reach(queue, Start, root);
        }

        Search(queue);
        while (_postponed.TryDequeue(out var other))
        {
            Reach(queue, other.From, other.To);
            Search(queue);
        }
    }

    /// <summary>Objects from the root to this one; empty when no root reaches it.</summary>
    internal List<int> To(int node)
    {
        var path = new List<int>();
        if (_from[node] == None)
            return path;
        for (var at = node; at != Start; at = _from[at])
            path.Add(at);
        path.Reverse();
        return path;
    }

    private void Search(NodeQueue queue)
    {
        while (queue.TryDequeue(out var at))
        {
            for (var edge = _heap.EdgeStart[at]; edge < _heap.EdgeStart[at + 1]; edge++)
            {
                var next = _heap.Edges[edge];
                if (_explainsNothing[_heap.TypeOf[at]] && LeadsAway(at, next))
                    _postponed.Enqueue((at, next));
                else
                    Reach(queue, at, next);
            }
        }
    }

    private void Reach(NodeQueue queue, int from, int to)
    {
        if (_from[to] != None)
            return;
        _from[to] = from;
        queue.Enqueue(to);
    }

    private static bool IsSlot(string type) =>
        type.StartsWith("System.Threading.ThreadLocal", StringComparison.Ordinal)
        && TypeNames.Simple(type) == "LinkedSlot";

    /// <summary>
    /// A registration leads back to all of them; a timer that somebody keeps leads to all that are queued with it; a
    /// slot leads to its value, and to the other slots.
    /// </summary>
    private bool LeadsAway(int from, int to)
    {
        var (above, below) = (TypeOf(from), TypeOf(to));
        return above switch
        {
            Registration => below == Registrations,
            Timer => below == Timer && _from[from] is >= 0 and var before && TypeOf(before) == OfTimer,
            _ => !IsSlot(below),
        };
    }

    private string TypeOf(int node) => _heap.Types[_heap.TypeOf[node]];
}
