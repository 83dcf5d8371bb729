using SoakHarness.Model.Verdicts;

namespace SoakHarness.Model.History;

/// <summary>One run among the runs of its scenario, in the numbers that a history shows.</summary>
public sealed record Night
{
    /// <summary>Name of the run's folder.</summary>
    public required string Run { get; init; }

    /// <summary>Scenario name.</summary>
    public required string Scenario { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Its verdict.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>Commit that was tested; empty when not known.</summary>
    public string Commit { get; init; } = "";

    /// <summary>Branch that was tested; empty when not known.</summary>
    public string Branch { get; init; } = "";

    /// <summary>Build that ran it; empty when not known.</summary>
    public string Build { get; init; } = "";

    /// <summary>
    /// Growth of the floor in bytes per request, or per hour when no requests were counted; null when not measured.
    /// </summary>
    public Interval? Leak { get; init; }

    /// <summary>True when <see cref="Leak"/> is per request.</summary>
    public bool IsPerRequest { get; init; }

    /// <summary>Steady floor in bytes; null when not measured.</summary>
    public double? Floor { get; init; }

    /// <summary>Bytes allocated per request; null when not measured.</summary>
    public double? Allocated { get; init; }

    /// <summary>99th percentile of the latency in milliseconds; null when not measured.</summary>
    public double? P99Ms { get; init; }
}
