namespace SoakHarness.Runs;

/// <summary>Where a load stands.</summary>
internal sealed record LoadState
{
    /// <summary>Phase: <c>warm-up</c>, a simulation, <c>self-driven</c>.</summary>
    public string Phase { get; init; } = "load";

    /// <summary>Since the load began, warm-up included.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Until it ends; null when that is not known.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>Arrivals per second asked for now; null for a closed load.</summary>
    public double? AskedRate { get; init; }

    /// <summary>Requests or operations per second in the last window.</summary>
    public double DeliveredRate { get; init; }

    /// <summary>Failed, timed out and refused so far.</summary>
    public long Errors { get; init; }

    /// <summary>99th percentile of the last window's latency in milliseconds; null when nothing completed.</summary>
    public double? P99Ms { get; init; }
}
