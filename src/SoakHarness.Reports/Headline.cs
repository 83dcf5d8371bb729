using SoakHarness.Model.Reports;

namespace SoakHarness.Reports;

/// <summary>The run in two or three words.</summary>
internal static class Headline
{
    internal static string Of(RunReport report) =>
        report.Outcome switch
        {
            Outcome.Passed => "clean",
            Outcome.Failed => report.Verdict.Verdict == Model.Verdicts.Verdict.Leak ? "leaks" : "threshold not kept",
            Outcome.Inconclusive => "inconclusive",
            Outcome.LoadNotDelivered => "load not delivered",
            Outcome.Interrupted => "interrupted",
            _ => "target or collector failed",
        };
}
