using SoakHarness.Runs;

namespace SoakHarness.Cli.Live;

/// <summary>
/// What monitoring systems are told of a run that goes on. The names are a contract, and the same for all of them.
/// </summary>
internal static class LiveMetrics
{
    /// <summary>Every metric: name, type, meaning, and its value now.</summary>
    internal static IReadOnlyList<(
        string Name,
        string Type,
        string Help,
        Func<RunProgress, double?> Value
    )> All { get; } =
    [
        ("soak_elapsed_seconds", "gauge", "Seconds since the load began.", p => p.Elapsed.TotalSeconds),
        ("soak_remaining_seconds", "gauge", "Seconds until the load ends.", p => p.Remaining?.TotalSeconds),
        ("soak_asked_requests_per_second", "gauge", "Arrivals per second asked for now.", p => p.AskedRate),
        (
            "soak_completed_requests_per_second",
            "gauge",
            "Requests per second completed in the last window.",
            p => p.DeliveredRate
        ),
        ("soak_errors_total", "counter", "Errors, failed checks and time-outs so far.", p => p.Errors),
        (
            "soak_latency_p99_seconds",
            "gauge",
            "99th percentile of the latency in the last window.",
            p => p.P99Ms / 1000
        ),
        ("soak_floor_bytes", "gauge", "Bytes live after the last induced full GC.", p => p.FloorBytes),
        (
            "soak_floor_growth_bytes_per_hour",
            "gauge",
            "Growth of the floor so far; a picture, not the verdict.",
            p => p.FloorPerHour
        ),
        ("soak_checkpoints_total", "counter", "Checkpoints so far.", p => p.Checkpoints),
    ];

    /// <summary>
    /// What to show now: while a run is analysed nothing is measured any more, and its last values stay.
    /// </summary>
    internal static RunProgress? Keep(RunProgress? last, RunProgress now) =>
        last is not null && now.Phase == "analysis" ? last : now;
}
