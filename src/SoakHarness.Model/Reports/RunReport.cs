using SoakHarness.Model.Pressure;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Model.Reports;

/// <summary>Everything the renderers need, and all they may use: every report of a run is a function of this.</summary>
public sealed record RunReport
{
    /// <summary>Scenario as run.</summary>
    public required ScenarioSpec Scenario { get; init; }

    /// <summary>Everything measured.</summary>
    public required Recording Recording { get; init; }

    /// <summary>
    /// What was measured of the process that the verdict is about: the whole recording where there was no restart.
    /// </summary>
    public Recording Judged
    {
        get => field ?? Recording;
        init;
    }

    /// <summary>Verdict on memory and resources.</summary>
    public required RunVerdict Verdict { get; init; }

    /// <summary>Load over the whole run without its warm-up; null when no load was driven.</summary>
    public LoadSummary? Load { get; init; }

    /// <summary>Thresholds and what was measured.</summary>
    public IReadOnlyList<ThresholdResult> Thresholds { get; init; } = [];

    /// <summary>GC pressure under load; null when it was not measured.</summary>
    public GcPressure? Pressure { get; init; }

    /// <summary>Why the measuring itself is suspect, a sentence each; empty when it is not.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>How the run ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Why it ended so, in one sentence.</summary>
    public string OutcomeReason { get; init; } = "";
}
