using System.Globalization;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;

namespace SoakHarness.Reports.Html;

/// <summary>Where and what was run, and how to repeat it.</summary>
internal static class Provenance
{
    internal static void Add(Page page, RunReport report)
    {
        var identity = report.Recording.Identity;
        page.Add($"<section><h2>Where and what</h2><dl>");
        foreach (var fact in identity.Facts.Where(f => f.Key != "command").OrderBy(f => f.Key, StringComparer.Ordinal))
            page.Add($"<dt>{fact.Key}</dt><dd>{Value(fact)}</dd>");
        page.Add($"<dt>harness</dt><dd>{identity.HarnessVersion}</dd></dl>");
        page.Add($"<h3>Repeat it</h3><dl>");
        if (identity.Facts.TryGetValue("command", out var command))
            page.Add($"<dt>run again</dt><dd><code>{command}</code></dd>");
        page.Add(
            $"<dt>judge again</dt><dd><code>soak analyze {identity.RunId}</code></dd><dt>all readings</dt><dd><code>soak export {identity.RunId}</code></dd></dl>"
        );
        if (report.Scenario.Text.Length > 0)
            page.Add(
                $"<h3>Scenario</h3><pre tabindex=\"0\" role=\"region\" aria-label=\"scenario file\">{report.Scenario.Text}</pre>"
            );
        page.Add($"</section>");
    }

    private static string Value(KeyValuePair<string, string> fact) =>
        (fact.Key.StartsWith("memory", StringComparison.Ordinal) || fact.Key == TargetLimits.Heap)
        && long.TryParse(fact.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? Words.Limit(bytes)
            : fact.Value;
}
