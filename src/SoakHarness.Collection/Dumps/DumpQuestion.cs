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

    /// <summary>
    /// Folder of the runtime that the dumped process ran on; null for the one that the dump names, or another of the
    /// same version on this machine.
    /// </summary>
    public string? Runtime { get; init; }
}
