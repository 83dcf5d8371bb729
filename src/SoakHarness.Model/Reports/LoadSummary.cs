namespace SoakHarness.Model.Reports;

/// <summary>The load of one run without its warm-up.</summary>
public sealed record LoadSummary
{
    /// <summary>Seconds of load counted.</summary>
    public double Seconds { get; init; }

    /// <summary>Whole iterations.</summary>
    public required StepSummary Whole { get; init; }

    /// <summary>Steps or requests by name, in the scenario's order; empty when there is only one.</summary>
    public IReadOnlyList<StepSummary> Steps { get; init; } = [];

    /// <summary>Name of the only step, whose figures are those of the whole; empty when there are several.</summary>
    public string OnlyStep { get; init; } = "";

    /// <summary>True when the run proves nothing because the load was not delivered as asked.</summary>
    public bool IsVoid { get; init; }

    /// <summary>
    /// Why it is void: target too slow, generator starved, connections exhausted. Empty when it is not.
    /// </summary>
    public string VoidReason { get; init; } = "";
}
