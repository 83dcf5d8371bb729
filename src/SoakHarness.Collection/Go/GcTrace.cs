namespace SoakHarness.Collection.Go;

/// <summary>One line of <c>GODEBUG=gctrace=1</c>: a collection of a Go program, every field of it.</summary>
public sealed record GcTrace
{
    /// <summary>Number of the collection, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>Seconds since the program's start.</summary>
    public required double Seconds { get; init; }

    /// <summary>Share of the program's CPU time since its start that went into collections, in whole percent.</summary>
    public required int CpuPercent { get; init; }

    /// <summary>
    /// Wall-clock milliseconds by phase: sweep termination (the world stands still), concurrent mark, mark termination
    /// (still again).
    /// </summary>
    public required IReadOnlyList<double> ClockMs { get; init; }

    /// <summary>
    /// CPU milliseconds by phase: sweep termination, mark assists, background mark, idle mark, mark termination.
    /// </summary>
    public required IReadOnlyList<double> CpuMs { get; init; }

    /// <summary>Heap when it began, in bytes, rounded down to MiB as all sizes here.</summary>
    public required long HeapBefore { get; init; }

    /// <summary>Heap when it ended, in bytes.</summary>
    public required long HeapAfter { get; init; }

    /// <summary>Heap found live, in bytes.</summary>
    public required long Live { get; init; }

    /// <summary>Heap size that it aimed at, in bytes.</summary>
    public required long Goal { get; init; }

    /// <summary>Stacks that were scanned, in bytes; null before Go 1.19.</summary>
    public long? Stacks { get; init; }

    /// <summary>Global variables that were scanned, in bytes; null before Go 1.19.</summary>
    public long? Globals { get; init; }

    /// <summary>Processors used.</summary>
    public required int Processors { get; init; }

    /// <summary>True when the program, or a profile with <c>gc=1</c>, asked for it.</summary>
    public bool IsForced { get; init; }

    /// <summary>Milliseconds for which the world stood still.</summary>
    public double PauseMs => ClockMs[0] + ClockMs[2];
}
