using SoakHarness.Model.Reports;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Reports.Html;

/// <summary>What the reader must know in ten seconds.</summary>
internal static class Banner
{
    internal static void Add(Page page, RunReport report)
    {
        var identity = report.Recording.Identity;
        var look = report.Outcome switch { Outcome.Passed => "clean", Outcome.Failed => "leak", _ => "open" };
        page.Add($"<header><p class=\"run\">{report.Scenario.Name} · {identity.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)} UTC · {identity.RunId}</p>");
        page.Add($"<div class=\"banner {look}\" role=\"status\"><h1>{Sentence(report)}</h1>");
        page.Add($"<p>{report.OutcomeReason}</p>");
        if (report.Verdict.Suspects.FirstOrDefault() is { } suspect)
            page.Add($"<p>Held by <strong>{(suspect.Holder.Length > 0 ? suspect.Holder : "several paths")}</strong>: {suspect.Type}. {suspect.Cause}</p>");
        page.Add($"</div></header>");
    }

    private static string Sentence(RunReport report)
    {
        var lead = report.Verdict.Findings.FirstOrDefault(f => f is { IsGating: true, Verdict: Verdict.Leak });
        if (report.Outcome == Outcome.Failed && lead is not null)
        {
            var rate = lead.PerRequest is { } per ? Words.Rate(per, lead.Unit, "request") : $"{Words.Amount(lead.PerHour!.Estimate, lead.Unit)} per hour";
            var limit = lead.SecondsToLimit is { } left ? $"; out of memory in {Words.TimeLeft(left)}" : "";
            return $"Leaks {rate}, {Words.Amount(lead.PerHour?.Estimate ?? 0, lead.Unit)}/h at this load{limit}";
        }

        return report.Outcome switch
        {
            Outcome.Passed => "Clean: nothing grows that should not",
            Outcome.Failed => "A threshold was not kept",
            Outcome.Inconclusive => "Inconclusive: a longer run would decide",
            Outcome.LoadNotDelivered => "The load was not delivered: the run proves nothing",
            Outcome.Interrupted => "Interrupted",
            _ => "The target or the collector failed",
        };
    }
}
