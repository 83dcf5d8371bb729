using SoakHarness.Model.Reports;
using SoakHarness.Reports.Html;

namespace SoakHarness.Reports;

/// <summary>
/// <c>report.html</c>: the run as one page that needs nothing else. A Content-Security-Policy forbids everything that
/// is not embedded.
/// </summary>
public static class HtmlReport
{
    /// <summary>Renders a run.</summary>
    /// <param name="report">The run.</param>
    public static string Render(RunReport report)
    {
        var charts = new List<Chart>();
        var body = Body(report, charts);
        return ScriptedPage.Wrap(
            $"{report.Scenario.Name}: {Headline.Of(report)}",
            body,
            ChartData.Of(report.Recording, charts).ToJsonString()
        );
    }

    private static string Body(RunReport report, List<Chart> charts)
    {
        var page = new Page();
        Banner.Add(page, report);
        ChartSection.Add(
            page,
            charts,
            "Does it grow?",
            Charts.Floor(report),
            ChartSection.AboutFloor,
            Charts.Rate(report)
        );
        Suspects.Add(page, report);
        Findings.Add(page, report.Verdict.Findings, report.Recording.Work);
        foreach (var finding in report.Verdict.Findings.Where(f => f.IsGating))
            ChartSection.Add(
                page,
                charts,
                $"{finding.Metric}: {Words.Kebab(finding.Verdict.ToString())}",
                Charts.Metric(report, finding),
                Charts.Meaning(finding)
            );
        ChartSection.Add(
            page,
            charts,
            "Latency",
            Charts.Latency(report),
            report.Load is { Whole.IsServiceTimeOnly: true }
                ? "Service time, from the sending of each request, as the external load measured it."
                : "From the intended start of each request, so that waiting counts."
        );
        if (report.Load is { } load)
            LatencyHistogram.Add(page, load.Whole);
        LoadTable.Add(page, report);
        PressureSection.Add(page, report.Pressure, report.Recording.Work);
        ChartSection.Add(
            page,
            charts,
            "Garbage collections",
            Charts.Pauses(report),
            "How long the target stood still for each collection; those that the harness induced are apart."
        );
        Cost.Add(page, report.Recording);
        Evidence.Add(page, report);
        Provenance.Add(page, report);
        return page.ToString();
    }
}
