using System.Globalization;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Reports.Html;

/// <summary>How the verdict was reached, and what would change it.</summary>
internal static class Evidence
{
    internal static void Add(Page page, RunReport report)
    {
        page.Add($"<section><h2>How this was reached, and what would change it</h2><dl>");
        foreach (var finding in report.Verdict.Findings.Where(f => f.IsGating))
        {
            page.Add(
                    $"<dt>{finding.Metric}</dt><dd>{Words.Kebab(finding.Code.ToString())}, by {finding.Rule}, from {finding.Samples} readings; "
                )
                .Add(
                    $"confidence {finding.Confidence.ToString("0.#%", CultureInfo.InvariantCulture)}; {Fall(finding)}. {Reversal.Of(finding, report.Scenario.Verdict.MinGrowth)}</dd>"
                );
        }

        page.Add($"</dl>");
        var origin = RunClock.Origin(report.Recording);
        foreach (var happened in TargetWords.Told(report))
            page.Add($"<p class=\"note\">{RunClock.Say(happened.Time, origin)}: {happened.Text}</p>");
        foreach (var snapshot in report.Recording.Snapshots.Where(s => s.Note.Length > 0))
            page.Add(
                $"<p class=\"note\">{RunClock.Say(snapshot.Time, origin)}: {snapshot.Format} {snapshot.Label}: {snapshot.Note}</p>"
            );
        page.Add($"</section>");
    }

    private static string Fall(MetricFinding finding) =>
        finding.LargestFall > 0 ? $"largest fall {Words.Amount(finding.LargestFall, finding.Unit)}" : "never fell";
}
