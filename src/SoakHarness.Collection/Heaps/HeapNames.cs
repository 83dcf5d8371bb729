namespace SoakHarness.Collection.Heaps;

/// <summary>What the runtime's metadata tells beyond the snapshot's events; all of it may be missing.</summary>
internal sealed record HeapNames
{
    /// <summary>Full names of static fields by root id, and of nested types by type id.</summary>
    internal Dictionary<ulong, string> Full { get; } = [];

    /// <summary>Ids of the types that derive from <c>MulticastDelegate</c>.</summary>
    internal HashSet<ulong> DelegateTypes { get; } = [];

    /// <summary>What thread-static fields refer to, with the type id of that object and the field in words.</summary>
    internal List<(ulong Object, ulong Type, string Field)> ThreadStatics { get; } = [];
}
