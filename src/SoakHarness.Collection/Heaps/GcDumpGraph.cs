using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// The nodes of a <c>.gcdump</c>: for each its type, its size where it is not that of the type's first node, and its
/// children as differences to its own number, all in groups of seven bits, the highest first, with a sign. Objects come
/// first, in their order; then roots by name, kinds of roots, and the one root of all.
/// </summary>
internal sealed class GcDumpGraph
{
    private const int Unknown = -1;
    private readonly List<(string Name, int Size)> _types = [("UNDEFINED", 0)];
    private readonly List<int> _places = [];

    internal GcDumpGraph(HeapSnapshot heap)
    {
        // A node that is never defined stands first; readers expect it at the beginning.
        Number(0);
        Number(0);
        _types.AddRange(heap.Types.Select(name => (name, Unknown)));
        for (var node = 0; node < heap.Count; node++)
            Add(
                heap.TypeOf[node] + 1,
                heap.SizeOf[node],
                heap.Edges.AsSpan(heap.EdgeStart[node]..heap.EdgeStart[node + 1])
            );
        int[] kinds =
        [
            .. heap
                .Roots.GroupBy(root => root.Kind)
                .OrderBy(kind => kind.Key)
                .Select(kind => AddKind(kind.Key, [.. kind])),
        ];
        Root = AddGroup("[.NET Roots]", kinds);
    }

    /// <summary>Names of types, with the size of the first node of each.</summary>
    internal IReadOnlyList<(string Name, int Size)> Types => _types;

    /// <summary>Where each node begins.</summary>
    internal IReadOnlyList<int> Places => _places;

    /// <summary>All nodes.</summary>
    internal MemoryStream Nodes { get; } = new();

    /// <summary>Number of the root of all.</summary>
    internal int Root { get; }

    /// <summary>Bytes of all objects.</summary>
    internal long Bytes { get; private set; }

    private int AddKind(RootKind kind, HeapRoot[] roots)
    {
        var named = roots
            .Where(root => root.Name.Length > 0)
            .GroupBy(root => root.Name)
            .Select(same => AddGroup($"[static var {same.Key}]", [.. same.Select(root => root.Target)]))
            .ToArray();
        int[] children = [.. named, .. roots.Where(root => root.Name.Length == 0).Select(root => root.Target)];
        return AddGroup(Name(kind), children);
    }

    private static string Name(RootKind kind) =>
        kind switch
        {
            RootKind.Static => "[static vars]",
            RootKind.Stack => "[local vars]",
            RootKind.Handle => "[strong handles]",
            RootKind.PinnedHandle => "[pinned handles]",
            RootKind.AsyncPinnedHandle => "[async pinned handles]",
            RootKind.RefCountedHandle => "[ref counted handles]",
            RootKind.Finalizer => "[finalizer queue]",
            RootKind.Dependent => "[dependent handles]",
            _ => "[other roots]",
        };

    private int AddGroup(string name, int[] children)
    {
        _types.Add((name, Unknown));
        return Add(_types.Count - 1, 0, children);
    }

    private int Add(int type, int size, ReadOnlySpan<int> children)
    {
        var node = _places.Count;
        _places.Add((int)Nodes.Length);
        Bytes += size;
        if (_types[type].Size == Unknown)
            _types[type] = (_types[type].Name, size);
        var isUsual = _types[type].Size == size;
        Number((type << 1) | (isUsual ? 0 : 1));
        if (!isUsual)
            Number(size);
        Number(children.Length);
        foreach (var child in children)
            Number(child - node);
        return node;
    }

    private void Number(int value)
    {
        const int bits = 7;
        var groups = 1;
        while (groups < 5 && value != value << (32 - bits * groups) >> (32 - bits * groups))
            groups++;
        for (var group = groups - 1; group >= 0; group--)
            Nodes.WriteByte((byte)(((value >> (bits * group)) & 0x7F) | (group > 0 ? 0x80 : 0)));
    }
}
