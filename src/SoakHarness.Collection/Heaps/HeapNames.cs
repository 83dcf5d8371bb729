using SoakHarness.Collection.Metadata;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// What the runtime's metadata tells beyond the snapshot's events: the class of a static field, by the address of its
/// slot (the root id of the events), the thread-static fields with what they refer to, the enclosing types of nested
/// types, by type id, and which types are delegates. All of it may be missing: then names are left as the events have
/// them.
/// </summary>
internal sealed record HeapNames
{
    /// <summary>Full names of static fields by root id, and of nested types by type id.</summary>
    internal IReadOnlyDictionary<ulong, string> Full { get; init; } = new Dictionary<ulong, string>();

    /// <summary>Ids of the types that derive from <c>MulticastDelegate</c>.</summary>
    internal IReadOnlySet<ulong> DelegateTypes { get; init; } = new HashSet<ulong>();

    /// <summary>What thread-static fields refer to.</summary>
    internal IReadOnlyList<ThreadStatic> ThreadStatics { get; init; } = [];

    /// <summary>What to ask for.</summary>
    /// <param name="parts">What the events brought.</param>
    internal static RuntimeQuestion Question(HeapParts parts) =>
        new()
        {
            Statics = true,
            Types = [.. HeapGraph.Nested(parts)],
            MaybeDelegates = [.. parts.TypeIds],
        };

    /// <summary>The names in an answer.</summary>
    internal static HeapNames Of(RuntimeAnswer answer) =>
        new()
        {
            Full = answer.Names,
            DelegateTypes = answer.DelegateTypes.ToHashSet(),
            ThreadStatics = answer.ThreadStatics,
        };
}
