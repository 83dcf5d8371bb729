using SoakHarness.Model.Reports;

namespace SoakHarness.Cli.Verifying;

/// <summary>What came of verifying one scenario.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Fingerprint">Of its text, so that a changed scenario is run again.</param>
/// <param name="Expected">Verdict it expects.</param>
/// <param name="Found">Verdict found, or how the run ended without one.</param>
/// <param name="TrueRate">Bytes per request that it expects; null when it expects none.</param>
/// <param name="Rate">Growth per request that was measured, in <paramref name="Unit"/>; null when there was
/// none.</param>
/// <param name="Unit">Unit of the growth.</param>
/// <param name="Suspect">First suspect; empty when there was none.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Problem">What is not as expected; empty when all is.</param>
internal sealed record VerifyRow(
    string Scenario,
    string Fingerprint,
    string Expected,
    string Found,
    double? TrueRate,
    double? Rate,
    string Unit,
    string Suspect,
    double Seconds,
    string Problem
)
{
    /// <summary><see cref="Found"/> where the load was not delivered as asked.</summary>
    internal const string NotDelivered = "load not delivered";

    /// <summary><see cref="Found"/> where the target or the collector failed.</summary>
    internal const string Broken = "broken";

    /// <summary>Whether the first suspect has the expected type; null when none is expected.</summary>
    public bool? TypeHit { get; init; }

    /// <summary>Whether the expected holder holds the first suspect; null when none is expected.</summary>
    public bool? HolderHit { get; init; }

    /// <summary>How the run ended, for the exit code of them all; null in the log of an older version.</summary>
    public Outcome? Ended { get; init; }

    internal bool IsRight => Problem.Length == 0;

    /// <summary>
    /// What the row adds to the exit code: a run that did not decide is no wrong verdict.
    /// </summary>
    internal Outcome Outcome =>
        IsRight ? Outcome.Passed
        : Ended is Outcome.Inconclusive or Outcome.LoadNotDelivered or Outcome.BrokenEnvironment ? Ended.Value
        : Outcome.Failed;

    /// <summary>False for a run that says nothing about its target, whatever it expects.</summary>
    internal bool ProvesSomething => Found is not (NotDelivered or Broken);
}
