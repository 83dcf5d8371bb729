using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Summaries;

/// <summary>
/// When a run proves nothing: less than 99 % of what was asked was delivered, or the generator itself was late.
/// </summary>
internal static class VoidRule
{
    private const double NeededShare = 0.99;

    // What is on its way when a run is cut off says nothing against it, however short it was.
    private const int OnTheirWay = 2;

    /// <summary>
    /// Why the run is void; null when it is not. A delivered request is one that got a response, good or bad.
    /// </summary>
    internal static string? Reason(StepSummary whole, LoadSpec load)
    {
        if (whole.Asked == 0)
            return null;
        var lateness = (whole.Lateness.Percentile(99) ?? 0) / 1e6;
        var answered = whole.Completed + whole.Failed;
        var share = answered / (double)whole.Asked;
        if (share < NeededShare && whole.Asked - answered > OnTheirWay)
            return FormattableString.Invariant(
                $"{answered} of {whole.Asked} requests asked for got a response ({share:0.0%}); {Cause(whole, lateness, load)}."
            );
        return lateness > load.MaxLateness.TotalSeconds
            ? FormattableString.Invariant(
                $"the generator itself was late by {lateness * 1000:0} ms (p99), more than {load.MaxLateness.TotalMilliseconds:0} ms: it was starved of CPU."
            )
            : null;
    }

    private static string Cause(StepSummary whole, double lateness, LoadSpec load)
    {
        if (lateness > load.MaxLateness.TotalSeconds)
            return FormattableString.Invariant(
                $"the generator was starved of CPU (late by {lateness * 1000:0} ms at p99)"
            );
        if (whole.TimedOut > 0)
            return FormattableString.Invariant($"{whole.TimedOut} timed out: the target was too slow");
        return whole.Sent < whole.Asked
            ? FormattableString.Invariant(
                $"{whole.Asked - whole.Sent} were never sent: all {load.Transport.MaxConnections} connections were in use, the target was too slow"
            )
            : "the run was stopped before they were answered";
    }
}
