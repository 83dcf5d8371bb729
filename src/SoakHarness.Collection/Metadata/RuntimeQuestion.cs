namespace SoakHarness.Collection.Metadata;

/// <summary>
/// What is asked about a .NET process beyond what its events tell; ids of types are their method tables.
/// </summary>
public sealed record RuntimeQuestion
{
    /// <summary>True for the names of all loaded modules.</summary>
    public bool Modules { get; init; }

    /// <summary>
    /// True for the names of all static fields that refer to objects, and for what thread-static ones refer to.
    /// </summary>
    public bool Statics { get; init; }

    /// <summary>Ids of types whose full names are wanted.</summary>
    public IReadOnlyList<ulong> Types { get; init; } = [];

    /// <summary>Ids of types, to know which of them are delegates.</summary>
    public IReadOnlyList<ulong> MaybeDelegates { get; init; } = [];

    /// <summary>Ids of methods to name: their method descriptors.</summary>
    public IReadOnlyList<ulong> Methods { get; init; } = [];

    /// <summary>Addresses of delegates, to know what they call.</summary>
    public IReadOnlyList<ulong> Delegates { get; init; } = [];

    /// <summary>Fields to name, each by the object that has it and what it refers to.</summary>
    public IReadOnlyList<FieldPlace> Fields { get; init; } = [];
}
