namespace SoakHarness.Collection.Metadata;

/// <summary>The answer to a <see cref="RuntimeQuestion"/>; what was not asked for is empty.</summary>
public sealed record RuntimeAnswer
{
    /// <summary>Why there is no answer; null when there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>Names of the loaded modules.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>Names of static fields by the address of their slot, and of types by their id.</summary>
    public IReadOnlyDictionary<ulong, string> Names { get; init; } = new Dictionary<ulong, string>();

    /// <summary>What thread-static fields refer to.</summary>
    public IReadOnlyList<ThreadStatic> ThreadStatics { get; init; } = [];

    /// <summary>Names of methods, with their class, by their id.</summary>
    public IReadOnlyDictionary<ulong, string> Methods { get; init; } = new Dictionary<ulong, string>();

    /// <summary>Ids of those asked about that are delegates.</summary>
    public IReadOnlyList<ulong> DelegateTypes { get; init; } = [];

    /// <summary>What each delegate calls, in the order asked.</summary>
    public IReadOnlyList<DelegateCall> Delegates { get; init; } = [];

    /// <summary>The fields, in the order asked.</summary>
    public IReadOnlyList<NamedField> Fields { get; init; } = [];
}
