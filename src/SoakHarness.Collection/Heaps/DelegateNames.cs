using SoakHarness.Collection.Metadata;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// Which method a delegate calls, and which event one with several targets is, from the delegates themselves at the
/// addresses that the snapshot had them at. The process runs on meanwhile and its GC may have moved them: what no
/// longer has the same type and the same references there is left out.
/// </summary>
internal sealed class DelegateNames
{
    private readonly HeapSnapshot _snapshot;
    private readonly ChunkedList<ulong> _addresses;
    private readonly TypeTable _types;

    private DelegateNames(HeapSnapshot snapshot, HeapParts parts, HeapNames names)
    {
        (_snapshot, _addresses) = (snapshot, parts.Addresses);
        _types = HeapGraph.Types(parts, names);
    }

    /// <summary>Reads them; none when they cannot be read.</summary>
    /// <param name="ask">Asks the process or the dump.</param>
    /// <param name="snapshot">Graph of what it had.</param>
    /// <param name="parts">What the graph was built from, for the addresses.</param>
    /// <param name="names">What the metadata told.</param>
    internal static IReadOnlyList<HeapDelegate> Read(
        Func<RuntimeQuestion, RuntimeAnswer> ask,
        HeapSnapshot snapshot,
        HeapParts parts,
        HeapNames names
    ) => snapshot.DelegateTypes.Count == 0 ? [] : new DelegateNames(snapshot, parts, names).Read(ask);

    private HeapDelegate[] Read(Func<RuntimeQuestion, RuntimeAnswer> ask)
    {
        var choice = DelegateChoice.Of(_snapshot);
        var held = HoldersOf(choice.Several);
        var answer = ask(
            new RuntimeQuestion
            {
                Delegates = [.. choice.Single.Select(node => _addresses[node])],
                Fields = [.. held.Select(at => new FieldPlace(_addresses[at.Holder], _addresses[at.Node]))],
            }
        );
        return
        [
            .. choice
                .Single.Zip(answer.Delegates, (node, call) => (Node: node, Name: MethodOf(node, call)))
                .Concat(held.Zip(answer.Fields, (at, field) => (at.Node, Name: FieldOf(at.Holder, field))))
                .Where(read => read.Name is { Length: > 0 })
                .DistinctBy(read => read.Node)
                .Select(read => new HeapDelegate(read.Node, read.Name!)),
        ];
    }

    private string? MethodOf(int node, DelegateCall call)
    {
        // A static method has the delegate itself or nothing as its target.
        var isSame =
            call.Target == 0
            || call.Target == _addresses[node]
            || References(node).Any(to => _addresses[to] == call.Target);
        return isSame && IsOfType(node, call.Type) ? call.Method : null;
    }

    private string? FieldOf(int holder, NamedField field) => IsOfType(holder, field.HolderType) ? field.Name : null;

    /// <summary>True when what stands at the object's address now is of its type.</summary>
    private bool IsOfType(int node, ulong type) => type != 0 && _types.NumberOf(type) == _snapshot.TypeOf[node];

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
