using SoakHarness.Model.Verdicts;

namespace SoakHarness.Reports.Html;

/// <summary>The verdict on every metric; those that do not gate the run wait behind a click.</summary>
internal static class Findings
{
    internal static void Add(Page page, IReadOnlyList<MetricFinding> findings, string work)
    {
        if (findings.Count == 0)
            return;
        page.Add($"<section><h2>Every metric and its verdict</h2>");
        AddTable(page, "metrics that gate the run", [.. findings.Where(f => f.IsGating)], work);
        var others = findings.Where(f => !f.IsGating).ToArray();
        if (others.Length > 0)
        {
            page.Add($"<details><summary>{others.Length} more that do not gate the run</summary>");
            AddTable(page, "metrics that do not gate the run", others, work);
            page.Add($"</details>");
        }

        page.Add($"</section>");
    }

    private static void AddTable(Page page, string label, IReadOnlyList<MetricFinding> findings, string work)
    {
        if (findings.Count == 0)
            return;
        page.Add(
                $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\"><table class=\"stack\"><thead><tr><th>metric</th><th>verdict</th>"
            )
            .Add(
                $"<th class=\"number\">per hour</th><th class=\"number\">per {work}</th><th class=\"number\">from</th><th class=\"number\">to</th><th>why</th></tr></thead><tbody>"
            );
        foreach (var finding in findings)
        {
            var verdict = Words.Kebab(finding.Verdict.ToString());
            var (hour, request) = (finding.PerHour?.Estimate, finding.PerRequest?.Estimate);
            page.Add(
                    $"<tr><td class=\"name\">{finding.Metric}</td><td><span class=\"tag {verdict}\">{verdict}</span></td>"
                )
                .Add(
                    $"<td class=\"number\" data-label=\"per hour\">{Amount(hour, finding.Unit)}</td><td class=\"number\" data-label=\"per {work}\">{Amount(request, finding.Unit)}</td>"
                )
                .Add(
                    $"<td class=\"number\" data-label=\"from\">{Words.Level(finding, finding.FloorBefore)}</td><td class=\"number\" data-label=\"to\">{Words.Level(finding, finding.FloorAfter)}</td>"
                )
                .Add($"<td>{finding.Reason}</td></tr>");
        }

        page.Add($"</tbody></table></div>");
    }

    private static string Amount(double? value, string unit) => value is { } known ? Words.Amount(known, unit) : "";
}
