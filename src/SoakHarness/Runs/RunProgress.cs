namespace SoakHarness.Runs;

/// <summary>Where a run stands, for people who watch it.</summary>
public sealed record RunProgress
{
    /// <summary>Scenario name.</summary>
    public required string Scenario { get; init; }

    /// <summary>The run's folder.</summary>
    public string Folder { get; init; } = "";

    /// <summary>
    /// Phase: <c>build</c>, <c>start</c>, <c>warm-up</c>, a simulation, <c>drain</c>, <c>analysis</c>.
    /// </summary>
    public string Phase { get; init; } = "";

    /// <summary>Since the load began.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Until the load ends; null when that is not known.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>Arrivals per second asked for at this moment; null for a closed load.</summary>
    public double? AskedRate { get; init; }

    /// <summary>Requests per second completed in the last window.</summary>
    public double DeliveredRate { get; init; }

    /// <summary>Errors, failed checks and time-outs so far.</summary>
    public long Errors { get; init; }

    /// <summary>
    /// 99th percentile of the latency in the last window, in milliseconds; null when nothing completed.
    /// </summary>
    public double? P99Ms { get; init; }

    /// <summary>Last floor (live bytes after a full GC); null before the first checkpoint.</summary>
    public long? FloorBytes { get; init; }

    /// <summary>
    /// Growth of the floor so far in bytes per hour, a plain Theil-Sen slope after the warm-up; null before it is
    /// known.
    /// </summary>
    public double? FloorPerHour { get; init; }

    /// <summary>Checkpoints so far.</summary>
    public int Checkpoints { get; init; }
}
