namespace SoakHarness.Load;

/// <summary>Where a load stands.</summary>
public sealed record LoadProgress
{
    /// <summary>Phase: <c>warm-up</c> or the simulation.</summary>
    public string Phase { get; init; } = "load";

    /// <summary>Since the load began.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Arrivals per second asked for in the last window; null for a closed load.</summary>
    public double? AskedRate { get; init; }

    /// <summary>Iterations per second completed in the last window.</summary>
    public double DeliveredRate { get; init; }

    /// <summary>Errors so far.</summary>
    public long Errors { get; init; }

    /// <summary>99th percentile of the last window's latency in milliseconds; null when nothing ended.</summary>
    public double? P99Ms { get; init; }
}
