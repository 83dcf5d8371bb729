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
        var edges = events.EdgeCounts.Sum(c => (long)c);
        var bytes = events.Sizes.Sum(s => (long)s);
        if (events.Addresses.Count == 0)
            return "no objects came";
        if (lost > 0)
            return FormattableString.Invariant($"{lost} events were lost");
        if (edges != events.Targets.Count)
            return FormattableString.Invariant($"{events.Targets.Count} of {edges} references came");
        return events.Promoted > 0 && bytes < LeastShareOfPromoted * events.Promoted
            ? FormattableString.Invariant($"{bytes} of {events.Promoted} live bytes came")
            : null;
    }

    /// <summary>Types whose names have no namespace: nested ones, which the events name without their enclosing type.</summary>
    internal static IEnumerable<ulong> Nested(HeapEvents events) => events.TypeIds.Distinct()
        .Where(id => events.TypeNames.TryGetValue(id, out var name) && !name.AsSpan(0, name.IndexOfAny(['[', '<']) is > 0 and var end ? end : name.Length).Contains('.'));

    /// <summary>Builds the graph of whatever came.</summary>
    /// <param name="label">Label.</param>
    /// <param name="events">All events.</param>
    /// <param name="names">Full names of static fields by root id, and of nested types by type id.</param>
    internal static HeapSnapshot Build(string label, HeapEvents events, IReadOnlyDictionary<ulong, string> names)
    {
        var index = new AddressIndex(events.Addresses);
        var types = new TypeTable(events.TypeNames, names);
        var n = events.Addresses.Count;
        var (typeOf, starts) = (new int[n], new int[n + 1]);
        var edges = new List<int>(events.Targets.Count);
        var next = 0;
        for (var i = 0; i < n; i++)
        {
            typeOf[i] = types.NumberOf(events.TypeIds[i]);
            for (var end = Math.Min(next + events.EdgeCounts[i], events.Targets.Count); next < end; next++)
            {
                if (index.Find(events.Targets[next]) is >= 0 and var target)
                    edges.Add(target);
            }

            starts[i + 1] = edges.Count;
        }

        var roots = events.Roots.Select(r => (Object: index.Find(r.Object), Root: r)).Where(r => r.Object >= 0)
            .Select(r => new HeapRoot(r.Object, r.Root.Kind, names.GetValueOrDefault(r.Root.Id, r.Root.Name))).Distinct().ToArray();
        return new HeapSnapshot
        {
            Label = label, Types = types.Names, TypeOf = typeOf, SizeOf = [.. events.Sizes], EdgeStart = starts, Edges = [.. edges], Roots = roots,
        };
    }
}
