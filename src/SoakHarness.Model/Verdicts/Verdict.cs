namespace SoakHarness.Model.Verdicts;

/// <summary>What is known about a metric or a run.</summary>
public enum Verdict
{
    /// <summary>The measurements do not decide it.</summary>
    Inconclusive = 0,

    /// <summary>No growth worth failing.</summary>
    Clean = 1,

    /// <summary>Grows and never falls back.</summary>
    Leak = 2,
}
