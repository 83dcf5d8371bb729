using System.Net;
using System.Text;
using SoakHarness.Model.Reports;

namespace SoakHarness.Reports;

/// <summary><c>report.html</c>: one self-contained page.</summary>
public static class HtmlReport
{
    /// <summary>Renders a run.</summary>
    /// <param name="report">The run.</param>
    public static string Render(RunReport report)
    {
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
        html.Append(WebUtility.HtmlEncode(report.Scenario.Name)).Append("</title></head><body><h1>")
            .Append(WebUtility.HtmlEncode($"{report.Scenario.Name}: {Headline.Of(report)}")).Append("</h1><p>")
            .Append(WebUtility.HtmlEncode(report.OutcomeReason)).Append("</p>\n").Append(FloorSvg.Render(report)).Append("<pre>")
            .Append(WebUtility.HtmlEncode(ConsoleSummary.Render(report))).Append("</pre></body></html>\n");
        return html.ToString();
    }
}
