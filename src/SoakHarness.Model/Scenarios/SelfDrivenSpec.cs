namespace SoakHarness.Model.Scenarios;

/// <summary>A target that drives itself; exactly one way of counting its operations is set.</summary>
public sealed record SelfDrivenSpec
{
    /// <summary>How long it is watched.</summary>
    public required TimeSpan During { get; init; }

    /// <summary>Meter and instrument, <c>Meter.Name/instrument.name</c>.</summary>
    public string? Meter { get; init; }

    /// <summary>
    /// Regular expression over the target's output whose first group is the number of operations so far.
    /// </summary>
    public string? OutputPattern { get; init; }

    /// <summary>Name of a Prometheus counter at the target's Prometheus address.</summary>
    public string? PrometheusCounter { get; init; }
}
