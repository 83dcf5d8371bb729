using SoakHarness.Model.Verdicts;

namespace SoakHarness.Reports.Html;

/// <summary>The verdict on every metric.</summary>
internal static class Findings
{
    internal static void Add(Page page, IReadOnlyList<MetricFinding> findings)
    {
        page.Add($"<section><h2>Every metric and its verdict</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"verdicts by metric\"><table><thead><tr><th>metric</th><th>verdict</th><th class=\"number\">per hour</th><th class=\"number\">per request</th><th class=\"number\">from</th><th class=\"number\">to</th><th>why</th></tr></thead><tbody>");
        foreach (var finding in findings)
        {
            var verdict = Words.Kebab(finding.Verdict.ToString());
            page.Add($"<tr><td>{finding.Metric}{(finding.IsGating ? "" : " (does not gate)")}</td><td><span class=\"tag {verdict}\">{verdict}</span></td><td class=\"number\">{(finding.PerHour is { } hour ? Words.Amount(hour.Estimate, finding.Unit) : "")}</td><td class=\"number\">{(finding.PerRequest is { } per ? Words.Amount(per.Estimate, finding.Unit) : "")}</td><td class=\"number\">{Words.Amount(finding.FloorBefore, finding.Unit)}</td><td class=\"number\">{Words.Amount(finding.FloorAfter, finding.Unit)}</td><td>{finding.Reason}</td></tr>");
        }

        page.Add($"</tbody></table></div></section>");
    }
}
