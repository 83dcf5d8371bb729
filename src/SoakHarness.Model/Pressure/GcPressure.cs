namespace SoakHarness.Model.Pressure;

/// <summary>
/// How hard a target works its garbage collector while it is loaded. It says nothing about leaks: garbage is not
/// growth. Whatever was not measured is null.
/// </summary>
public sealed record GcPressure
{
    /// <summary>Seconds of load without the warm-up.</summary>
    public required double Seconds { get; init; }

    /// <summary>Bytes allocated per completed request, or per operation.</summary>
    public double? AllocatedPerRequest { get; init; }

    /// <summary>Bytes allocated per second.</summary>
    public double? AllocatedPerSecond { get; init; }

    /// <summary>
    /// Collections per minute by oldest generation, 0 to 2; empty when they were not measured. A Go target has only the
    /// last.
    /// </summary>
    public IReadOnlyList<double?> CollectionsPerMinute { get; init; } = [];

    /// <summary>Share of the time in which collections suspended the target, 0 to 1.</summary>
    public double? PauseShare { get; init; }

    /// <summary>
    /// True when the collections that the harness induced could not be told from the target's own and are counted too.
    /// </summary>
    public bool IncludesInduced { get; init; }

    /// <summary>Where most bytes are allocated, most first; empty when allocations were not sampled.</summary>
    public IReadOnlyList<PressureSite> Sites { get; init; } = [];

    /// <summary>What the scenario's thresholds on it say.</summary>
    public PressureVerdict Verdict { get; init; }
}
