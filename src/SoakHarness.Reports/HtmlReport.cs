using System.Text.Json;
using System.Text.Json.Nodes;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Reports.Html;

namespace SoakHarness.Reports;

/// <summary><c>report.html</c>: the run as one page that needs nothing else. A Content-Security-Policy forbids everything that is not embedded.</summary>
public static class HtmlReport
{
    /// <summary>Renders a run.</summary>
    /// <param name="report">The run.</param>
    public static string Render(RunReport report)
    {
        var style = Assets.Read("uPlot.css") + Assets.Read("report.css");
        var script = Assets.Read("uPlot.js") + "\n" + Assets.Read("report.js");
        var charts = new List<Chart>();
        var body = Body(report, charts);
        var policy = $"default-src 'none'; style-src {Assets.Hash(style)}; script-src {Assets.Hash(script)}; img-src data:; base-uri 'none'; form-action 'none'";
        return new Page()
            .Add($"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
            .Add($"<title>{report.Scenario.Name}: {Headline.Of(report)}</title>")
            .AddRaw("<style>" + style + "</style>\n</head>\n<body>\n<main>\n").AddRaw(body).AddRaw("</main>\n")
            .AddRaw("<script type=\"application/json\" id=\"charts\">" + Data(report, charts) + "</script>\n")
            .AddRaw("<script>" + script + "</script>\n</body>\n</html>\n").ToString();
    }

    private static string Body(RunReport report, List<Chart> charts)
    {
        var page = new Page();
        Banner.Add(page, report);
        AddChart(page, charts, "Does it grow?", Charts.Floor(report), "The floor is what is live after a full garbage collection: growth of it is a leak, growth of anything else may be garbage. Marks at the bottom are GCs: long for full ones, grey for those that the harness induced to read the floor. Drag to zoom all charts, double-click to go back.", Charts.Rate(report));
        Suspects.Add(page, report.Verdict);
        Findings.Add(page, report.Verdict.Findings);
        foreach (var finding in report.Verdict.Findings.Where(f => f.IsGating))
            AddChart(page, charts, $"{finding.Metric}: {Words.Kebab(finding.Verdict.ToString())}", Charts.Metric(report, finding), finding.Reason);
        AddChart(page, charts, "Latency", Charts.Latency(report), "From the intended start of each request, so that waiting counts.");
        if (report.Load is { } load)
            LatencyHistogram.Add(page, load.Whole.Latency);
        LoadTable.Add(page, report);
        PressureSection.Add(page, report.Pressure);
        AddChart(page, charts, "Garbage collections", Charts.Pauses(report), "How long the target stood still for each collection.");
        Evidence.Add(page, report);
        return page.ToString();
    }

    private static void AddChart(Page page, List<Chart> charts, string title, Chart? chart, string note, Chart? below = null)
    {
        if (chart is null && below is null)
            return;
        page.Add($"<section><h2>{title}</h2><p class=\"note\">{note}</p>");
        foreach (var shown in new[] { chart, below }.OfType<Chart>())
        {
            page.Add($"<div class=\"chart\" id=\"{shown.Id}\" role=\"img\" aria-label=\"{shown.Title}\"></div>");
            charts.Add(shown);
        }

        page.Add($"</section>");
    }

    private static string Data(RunReport report, List<Chart> charts)
    {
        var phases = report.Recording.Events.Where(e => e.Kind == RunEventKind.Phase && e.Text != "end")
            .Select(e => new JsonObject { ["t"] = e.Time, ["name"] = e.Text });
        // The default encoder writes < and > as \u escapes, so that no text can end the script element.
        return new JsonObject
        {
            ["phases"] = new JsonArray([.. phases]),
            ["marks"] = CollectionMarks.Of(report.Recording.Collections),
            ["charts"] = new JsonArray([.. charts.Select(c => c.ToJson())]),
        }.ToJsonString(new JsonSerializerOptions());
    }
}
