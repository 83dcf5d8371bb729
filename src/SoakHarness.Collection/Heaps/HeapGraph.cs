using System.Runtime.CompilerServices;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Heaps;

/// <summary>Turns the events of a snapshot into a graph, and says whether all of it is there.</summary>
internal static class HeapGraph
{
    private const double LeastShareOfPromoted = 0.93;

    /// <summary>What is missing; null when the snapshot is complete.</summary>
    /// <param name="events">All events.</param>
    /// <param name="lost">Events the session says it lost.</param>
    internal static string? Missing(HeapEvents events, int lost)
    {
        var parts = events.Parts;
        if (parts.Addresses.Count == 0)
            return "no objects came";
        if (lost > 0)
            return FormattableString.Invariant($"{lost} events were lost");
        if (!events.HasEnded)
            return "the end of the collection did not come";
        if (parts.EdgesAnnounced != parts.Targets.Count)
            return FormattableString.Invariant($"{parts.Targets.Count} of {parts.EdgesAnnounced} references came");
        return events.Promoted > 0 && parts.Bytes < LeastShareOfPromoted * events.Promoted
            ? FormattableString.Invariant($"{parts.Bytes} of {events.Promoted} live bytes came")
            : null;
    }

    /// <summary>What is missing when names are; null when most types have one.</summary>
    /// <param name="parts">What came.</param>
    /// <param name="names">What the metadata told.</param>
    internal static string? Missing(HeapParts parts, HeapNames names)
    {
        var named = parts.TypeIds.Count(id => parts.TypeNames.ContainsKey(id) || names.Full.ContainsKey(id));
        return 2 * named < parts.TypeIds.Count
            ? FormattableString.Invariant($"{named} of {parts.TypeIds.Count} types have a name")
            : null;
    }

    /// <summary>
    /// Types whose names have no namespace: nested ones, which the events name without their enclosing type; and all
    /// that have none, since the runtime left all of them out when one snapshot closely followed another.
    /// </summary>
    internal static IEnumerable<ulong> Unnamed(HeapParts parts) =>
        parts.TypeIds.Where(id =>
            !parts.TypeNames.TryGetValue(id, out var name)
            || !name.AsSpan(0, name.IndexOfAny(['[', '<']) is > 0 and var end ? end : name.Length).Contains('.')
        );

    /// <summary>
    /// Builds the graph of whatever came. Its lists are empty afterwards: each is given back as soon as the graph has
    /// it; the addresses stay.
    /// </summary>
    /// <param name="label">Label.</param>
    /// <param name="parts">What came.</param>
    /// <param name="names">What the metadata told.</param>
    internal static HeapSnapshot Build(string label, HeapParts parts, HeapNames names)
    {
        var index = new AddressIndex(parts.Addresses);
        var isTwice = index.HasRepeated();
        var types = Types(parts, names);
        var entries = Found(parts.Dependents, index);
        var roots = parts
            .Roots.Select(r => (Object: index.Find(r.Object), Root: r))
            .Where(r => r.Object >= 0)
            .Select(r => new HeapRoot(r.Object, r.Root.Kind, names.OfRoot(r.Root.Kind, r.Root.Id, r.Root.Name)))
            .Concat(ThreadRoots(parts, names, index))
            .Concat(
                entries.Where(entry => entry.Key < 0).Select(entry => new HeapRoot(entry.Value, RootKind.Dependent, ""))
            )
            .Distinct()
            .ToArray();
        (int Key, int Value)[] keyed = [.. entries.Where(entry => entry.Key >= 0)];
        var further = keyed.Concat(Found(parts.TypeKeepers, index));
        var (starts, edges) = Edges(parts, index, further.ToLookup(pair => pair.Key, pair => pair.Value));
        return new HeapSnapshot
        {
            Missing = isTwice ? "another snapshot was taken at the same time" : "",
            Label = label,
            Types = types.Names,
            TypeOf = types.Renumber(parts.Types.Drain()),
            SizeOf = parts.Sizes.Drain(),
            EdgeStart = starts,
            Edges = edges,
            Roots = roots,
            WeakTableValues = [.. keyed.Select(entry => entry.Value).Distinct().Order()],
            DelegateTypes =
            [
                .. names.DelegateTypes.Select(types.NumberOf).Where(number => number >= 0).Distinct().Order(),
            ],
        };
    }

    /// <summary>The types with the numbers that the graph has them by.</summary>
    internal static TypeTable Types(HeapParts parts, HeapNames names) =>
        new(parts.TypeIds, parts.TypeNames, names.Full);

    /// <summary>
    /// The events have no names for thread-static fields. What these refer to was read later: an object that was not in
    /// the heap, or has another type, was moved or made since and is left out.
    /// </summary>
    private static IEnumerable<HeapRoot> ThreadRoots(HeapParts parts, HeapNames names, AddressIndex index) =>
        names
            .ThreadStatics.Select(found => (Object: index.Find(found.Address), found.Type, found.Field))
            .Where(found => found.Object >= 0 && parts.TypeIds[parts.Types[found.Object]] == found.Type)
            .Select(found => new HeapRoot(found.Object, RootKind.Static, found.Field));

    /// <summary>Pairs of objects, numbered; a first one that did not come is -1.</summary>
    private static (int Key, int Value)[] Found(List<(ulong Key, ulong Value)> pairs, AddressIndex index) =>
        [
            .. pairs
                .Select(pair => (Key: index.Find(pair.Key), Value: index.Find(pair.Value)))
                .Where(pair => pair.Value >= 0),
        ];

    /// <summary>
    /// References by the numbers of the objects, with those of keys to what conditional weak tables keep with them, and
    /// of objects to what keeps their types.
    /// Those to objects that did not come are left out.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int[] Starts, int[] Edges) Edges(HeapParts parts, AddressIndex index, ILookup<int, int> further)
    {
        var numbers = parts.Targets.Turn(index.Find);
        var n = parts.EdgeCounts.Count;
        var (starts, edges) = (
            new int[n + 1],
            GC.AllocateUninitializedArray<int>(numbers.Count + further.Sum(of => of.Count()))
        );
        var (next, found) = (0, 0);
        for (var i = 0; i < n; i++)
        {
            for (var end = (int)Math.Min((long)next + parts.EdgeCounts[i], numbers.Count); next < end; next++)
            {
                if (numbers[next] is >= 0 and var target)
                    edges[found++] = target;
            }

            if (further.Count > 0)
            {
                foreach (var to in further[i])
                    edges[found++] = to;
            }

            starts[i + 1] = found;
        }

        return (starts, found == edges.Length ? edges : edges[..found]);
    }
}
