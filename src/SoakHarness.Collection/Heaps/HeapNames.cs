using SoakHarness.Collection.Metadata;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// What the runtime's metadata tells beyond the snapshot's events: the class of a static field, by the address of its
/// slot (the root id of the events), the method of a local variable, by its descriptor (their root id there), the
/// thread-static fields with what they refer to, the enclosing types of nested types, by type id, and which types are
/// delegates. All of it may be missing: then names are left as the events have them.
/// </summary>
internal sealed record HeapNames
{
    /// <summary>Full names of static fields by root id, and of nested types by type id.</summary>
    internal IReadOnlyDictionary<ulong, string> Full { get; init; } = new Dictionary<ulong, string>();

    /// <summary>Names of the methods whose local variables are roots, by root id.</summary>
    internal IReadOnlyDictionary<ulong, string> Methods { get; init; } = new Dictionary<ulong, string>();

    /// <summary>Ids of the types that derive from <c>MulticastDelegate</c>.</summary>
    internal IReadOnlySet<ulong> DelegateTypes { get; init; } = new HashSet<ulong>();

    /// <summary>What thread-static fields refer to.</summary>
    internal IReadOnlyList<ThreadStatic> ThreadStatics { get; init; } = [];

    /// <summary>The name of a root.</summary>
    /// <param name="kind">Kind of root.</param>
    /// <param name="id">Its id in the events.</param>
    /// <param name="name">Its name there.</param>
    internal string OfRoot(RootKind kind, ulong id, string name) =>
        (kind == RootKind.Stack ? Methods : Full).GetValueOrDefault(id, name);

    /// <summary>What to ask for.</summary>
    /// <param name="parts">What the events brought.</param>
    internal static RuntimeQuestion Question(HeapParts parts) =>
        new()
        {
            Statics = true,
            Types = [.. HeapGraph.Unnamed(parts)],
            MaybeDelegates = [.. parts.TypeIds],
            Methods = [.. parts.Roots.Where(r => r is { Kind: RootKind.Stack, Id: > 0 }).Select(r => r.Id).Distinct()],
        };

    /// <summary>The names in an answer.</summary>
    internal static HeapNames Of(RuntimeAnswer answer) =>
        new()
        {
            Full = answer.Names,
            Methods = answer.Methods,
            DelegateTypes = answer.DelegateTypes.ToHashSet(),
            ThreadStatics = answer.ThreadStatics,
        };
}
