using SoakHarness.Collection.Metadata;

namespace SoakHarness.Collection.Dumps;

/// <summary>What is to be read of a process dump.</summary>
public sealed record DumpQuestion
{
    /// <summary>Dump file, whole.</summary>
    public required string Dump { get; init; }

    /// <summary>Label of the snapshot.</summary>
    public required string Label { get; init; }

    /// <summary>File that the snapshot is written to; its folder is made.</summary>
    public required string File { get; init; }

    /// <summary>Where the runtime of the dumped process is.</summary>
    public RuntimePlace Runtime { get; init; } = new();

    /// <summary>Namespaces of the libraries of the dumped process; empty where they are not known.</summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];
}
