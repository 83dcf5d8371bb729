namespace SoakHarness.Model.Verdicts;

/// <summary>The verdict on the target's memory and resources over a whole run.</summary>
public sealed record RunVerdict
{
    /// <summary>Verdict: Leak when any gating metric leaks, Clean when all are clean, Inconclusive otherwise.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>Calibrated probability that the verdict is right, 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>One sentence a person can act on.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Findings per metric, gating ones first.</summary>
    public IReadOnlyList<MetricFinding> Findings { get; init; } = [];

    /// <summary>Related metrics explained together.</summary>
    public IReadOnlyList<Explanation> Explanations { get; init; } = [];

    /// <summary>What leaks and who holds it, the largest first. Empty for clean targets.</summary>
    public IReadOnlyList<Suspect> Suspects { get; init; } = [];
}
