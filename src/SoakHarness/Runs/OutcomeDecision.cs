using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Runs;

/// <summary>
/// Decides how a run ended. In this order: interrupted; the target or the collector failed (a target that ended for
/// want of the memory or the handles that it leaked counts as a leak); a leak; stopped early for a leak that the whole
/// recording does not show; load not delivered as asked; a threshold failed; inconclusive; passed. A leak stands before
/// undelivered load, since bytes per request do not depend on the rate and a leak is what often slows a target down.
/// </summary>
internal static class OutcomeDecision
{
    // Green must mean that the code under test did its work.
    private const double MostFailed = 0.1;

    /// <summary>Decides.</summary>
    /// <returns>The outcome and why, in one sentence.</returns>
    internal static (Outcome Outcome, string Reason) Decide(
        RunVerdict verdict,
        IReadOnlyList<RunEvent> events,
        LoadSummary? load,
        IReadOnlyList<ThresholdResult> thresholds
    )
    {
        if (Find(events, RunEventKind.Interrupted) is { } interrupted)
            return (Outcome.Interrupted, $"{interrupted.Text} What was recorded until then: {verdict.Reason}");
        var leaks = verdict.Verdict == Verdict.Leak;
        if (Find(events, RunEventKind.TargetExit) is { } exit && !(leaks && EndedByLeak(exit, verdict)))
            return (
                Outcome.BrokenEnvironment,
                verdict.Findings.Any(f => f.Samples > 0) || verdict.Verdict != Verdict.Inconclusive
                    ? $"{exit.Text} What was recorded until then: {verdict.Reason}"
                    : $"{exit.Text} Nothing was measured."
            );
        if (Find(events, RunEventKind.CollectorExit) is { } collector)
            return (Outcome.BrokenEnvironment, $"{collector.Text} What was recorded until then: {verdict.Reason}");
        var early = Find(events, RunEventKind.StoppedEarly);
        if (leaks)
            return (
                Outcome.Failed,
                string.Join(
                    ' ',
                    (
                        (string?[])[verdict.Reason, Find(events, RunEventKind.TargetExit)?.Text, early?.Text]
                    ).OfType<string>()
                )
            );
        // What stopped the run is not borne out by all that was measured: neither a leak nor a clean run of the length
        // asked for.
        if (early is not null)
            return (
                Outcome.Inconclusive,
                $"{early.Text} Judged with everything that was measured it is not certain: {verdict.Reason} Run it again without stop-early."
            );
        if (Find(events, RunEventKind.Aborted) is { } aborted)
            return (Outcome.Failed, aborted.Text);
        if (Find(events, RunEventKind.LoadFailed) is { } generator)
            return (Outcome.LoadNotDelivered, $"The run proves nothing: {generator.Text}");
        if (load is { IsVoid: true })
            return (
                Outcome.LoadNotDelivered,
                $"The load was not delivered as asked, so the run proves nothing: {load.VoidReason}"
            );
        if (thresholds.FirstOrDefault(t => t.Passed == false) is { } broken)
            return (Outcome.Failed, $"Threshold not kept: {broken.Expression} (measured: {broken.Measured}).");
        if (thresholds.FirstOrDefault(t => t.Passed is null) is { } unknown)
            return (Outcome.Inconclusive, $"Threshold not measured: {unknown.Expression} ({unknown.Measured}).");
        if (
            FailedShare(load) is > MostFailed and var share
            && !thresholds.Any(t => t.Expression.Contains("fail-rate", StringComparison.Ordinal))
        )
            return (
                Outcome.Inconclusive,
                FormattableString.Invariant(
                    $"{share:0%} of the requests failed, so the target did not do the work that is to be judged ({load!.Whole.Errors.FirstOrDefault()?.Kind}).{(verdict.Verdict == Verdict.Clean ? "" : $" {verdict.Reason}")} A threshold on fail-rate says how many may fail."
                )
            );
        return verdict.Verdict == Verdict.Clean
            ? (Outcome.Passed, verdict.Reason)
            : (Outcome.Inconclusive, verdict.Reason);
    }

    private static bool EndedByLeak(RunEvent exit, RunVerdict verdict) =>
        exit.Text.Contains("out-of-memory", StringComparison.Ordinal)
        || verdict.Findings.Any(f => f is { IsGating: true, Verdict: Verdict.Leak, Ceiling.ReachedAt: not null });

    private static double FailedShare(LoadSummary? load) =>
        load is { Whole.Sent: > 0 } ? (load.Whole.Failed + load.Whole.TimedOut) / (double)load.Whole.Sent : 0;

    private static RunEvent? Find(IReadOnlyList<RunEvent> events, RunEventKind kind) =>
        events.FirstOrDefault(e => e.Kind == kind);
}
