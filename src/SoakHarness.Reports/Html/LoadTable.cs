using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;

namespace SoakHarness.Reports.Html;

/// <summary>What was asked of the target and what it did.</summary>
internal static class LoadTable
{
    internal static void Add(Page page, RunReport report)
    {
        if (report.Load is not { } load)
            return;
        page.Add($"<section><h2>Load</h2>");
        if (load.IsVoid)
            page.Add($"<p><strong>Not delivered as asked:</strong> {load.VoidReason}</p>");
        page.Add(
            $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"load by step\"><table><thead><tr><th>step</th><th class=\"number\">asked</th><th class=\"number\">completed</th><th class=\"number\">failed</th><th class=\"number\">timed out</th><th class=\"number\">p50</th><th class=\"number\">p95</th><th class=\"number\">p99</th><th class=\"number\">max</th></tr></thead><tbody>"
        );
        foreach (var step in load.Steps.Prepend(load.Whole))
            page.Add(
                $"<tr><td>{(step.Name.Length == 0 ? "all" : step.Name)}</td><td class=\"number\">{step.Asked}</td><td class=\"number\">{step.Completed}</td><td class=\"number\">{step.Failed}</td><td class=\"number\">{step.TimedOut}</td><td class=\"number\">{Ms(step.Durations.Percentile(50))}</td><td class=\"number\">{Ms(step.Durations.Percentile(95))}</td><td class=\"number\">{Ms(step.Durations.Percentile(99))}</td><td class=\"number\">{Ms(step.Durations.Percentile(100))}</td></tr>"
            );
        page.Add($"</tbody></table></div>");
        if (load.Whole.IsServiceTimeOnly)
            page.Add(
                $"<p class=\"note\">Another program generated the load. Durations are service times as it measured them: waiting before a request was sent does not count. What it was asked for is not known; asked means sent.</p>"
            );
        foreach (var error in load.Whole.Errors)
            page.Add($"<p>{error.Count} × {error.Kind}: {error.Example}</p>");
        foreach (var threshold in report.Thresholds)
            page.Add(
                $"<p>{threshold.Expression}: <strong>{(threshold.Passed switch { true => "kept", false => "not kept", _ => "not measured" })}</strong> ({threshold.Measured})</p>"
            );
        page.Add($"</section>");
    }

    private static string Ms(double? micros) => micros is { } known ? $"{Words.Digits(known / 1000)} ms" : "";
}
