using SoakHarness.Collection.Metadata;

namespace SoakHarness.Collection.HeapReading;

/// <summary>Which heap is to be read: that of a process dump, or that of a process.</summary>
public sealed record HeapQuestion
{
    /// <summary>Dump file, whole; null to stop the process and read it itself.</summary>
    public string? Dump { get; init; }

    /// <summary>Process that is stopped for it; used where there is no dump.</summary>
    public int Pid { get; init; }

    /// <summary>Label of the snapshot.</summary>
    public required string Label { get; init; }

    /// <summary>File that the snapshot is written to; its folder is made.</summary>
    public required string File { get; init; }

    /// <summary>Where the runtime of the process is.</summary>
    public RuntimePlace Runtime { get; init; } = new();

    /// <summary>Namespaces of the libraries of the process; empty where they are not known.</summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];
}
