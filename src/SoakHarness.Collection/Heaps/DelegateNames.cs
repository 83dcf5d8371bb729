using Microsoft.Diagnostics.Runtime;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// Reads which method a delegate calls, and which event one with several targets is, from the delegates themselves at
/// the addresses that the snapshot had them at. The process runs on meanwhile and its GC may have moved them: what no
/// longer has the same type and the same references there is left out.
/// </summary>
internal sealed class DelegateNames
{
    private readonly ClrHeap _heap;
    private readonly HeapSnapshot _snapshot;
    private readonly ChunkedList<ulong> _addresses;
    private readonly TypeTable _types;

    private DelegateNames(ClrRuntime runtime, HeapSnapshot snapshot, HeapParts parts, HeapNames names)
    {
        (_heap, _snapshot, _addresses) = (runtime.Heap, snapshot, parts.Addresses);
        _types = HeapGraph.Types(parts, names);
    }

    /// <summary>Reads them from a process that runs on; none when it cannot be read.</summary>
    /// <param name="pid">Process.</param>
    /// <param name="snapshot">Graph of what it had.</param>
    /// <param name="parts">What the graph was built from, for the addresses.</param>
    /// <param name="names">What the metadata told.</param>
    internal static IReadOnlyList<HeapDelegate> Read(int pid, HeapSnapshot snapshot, HeapParts parts, HeapNames names)
    {
        IReadOnlyList<HeapDelegate> read = [];
        if (snapshot.DelegateTypes.Count > 0)
            PassiveRuntime.Read(pid, suspend: false, runtime => read = Of(runtime, snapshot, parts, names));
        return read;
    }

    /// <summary>Reads them from a runtime that was opened.</summary>
    internal static IReadOnlyList<HeapDelegate> Of(
        ClrRuntime runtime,
        HeapSnapshot snapshot,
        HeapParts parts,
        HeapNames names
    )
    {
        var reader = new DelegateNames(runtime, snapshot, parts, names);
        var choice = DelegateChoice.Of(snapshot);
        return
        [
            .. choice
                .Single.Select(node => (Node: node, Name: reader.MethodOf(node)))
                .Concat(
                    reader.HoldersOf(choice.Several).Select(at => (at.Node, Name: reader.FieldOf(at.Holder, at.Node)))
                )
                .Where(read => read.Name is { Length: > 0 })
                .DistinctBy(read => read.Node)
                .Select(read => new HeapDelegate(read.Node, read.Name!)),
        ];
    }

    private string? MethodOf(int node)
    {
        if (At(node) is not { IsDelegate: true } found || found.AsDelegate().GetDelegateTarget() is not { } called)
            return null;
        // A static method has the delegate itself or nothing as its target.
        var target = called.TargetObject.Address;
        var isSame = target == 0 || target == found.Address || References(node).Any(to => _addresses[to] == target);
        return isSame && called.Method.Signature is { } signature ? MethodNames.Bare(signature) : null;
    }

    private string? FieldOf(int holder, int node)
    {
        if (At(holder) is not { } found)
            return null;
        var field = found
            .Type!.Fields.Where(field => field.IsObjectReference)
            .FirstOrDefault(field => field.ReadObject(found.Address, interior: false).Address == _addresses[node]);
        return field is null ? null : StaticNames.OfInstance(field);
    }

    /// <summary>The object, when what stands at its address now is of its type.</summary>
    private ClrObject? At(int node)
    {
        var found = _heap.GetObject(_addresses[node]);
        return found.Type is { } type && _types.NumberOf(type.MethodTable) == _snapshot.TypeOf[node] ? found : null;
    }

    private List<(int Holder, int Node)> HoldersOf(IReadOnlyList<int> nodes)
    {
        var wanted = new bool[_snapshot.Count];
        foreach (var node in nodes)
            wanted[node] = true;
        var holders = new List<(int Holder, int Node)>();
        for (var node = 0; nodes.Count > 0 && node < _snapshot.Count; node++)
        {
            foreach (var to in References(node))
            {
                if (to != node && wanted[to])
                    holders.Add((node, to));
            }
        }

        return holders;
    }

    private ArraySegment<int> References(int node) =>
        new(_snapshot.Edges, _snapshot.EdgeStart[node], _snapshot.EdgeStart[node + 1] - _snapshot.EdgeStart[node]);
}
