namespace SoakHarness.Analysis.Heaps;

/// <summary>What a comparison needs of a snapshot: sums by type, and how many instances stand below whom.</summary>
public sealed record HeapSummary
{
    /// <summary>When in the run it was taken.</summary>
    public required string Label { get; init; }

    /// <summary>Objects in it, reachable or not.</summary>
    public required long Objects { get; init; }

    /// <summary>Bytes of the reachable objects.</summary>
    public required long Bytes { get; init; }

    /// <summary>Reachable instances by type, and the bytes that would be freed with them.</summary>
    public required IReadOnlyDictionary<string, (long Instances, long Retained)> Types { get; init; }

    /// <summary>Bytes of the largest instance by type, what it holds not included.</summary>
    internal IReadOnlyDictionary<string, int> Largest { get; init; } = new Dictionary<string, int>();

    /// <summary>Instances by type and by what is at the top of their dominators, in words.</summary>
    internal IReadOnlyDictionary<(string Type, string Top), long> Tops { get; init; } =
        new Dictionary<(string, string), long>();

    /// <summary>A heap without objects.</summary>
    internal static HeapSummary Empty { get; } =
        new()
        {
            Label = "",
            Objects = 0,
            Bytes = 0,
            Types = new Dictionary<string, (long, long)>(),
        };

    /// <summary>Reachable instances of a type, and the bytes that would be freed with them.</summary>
    /// <param name="type">Type name.</param>
    public (long Instances, long Retained) Of(string type) => Types.GetValueOrDefault(type);
}
