using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;

namespace SoakHarness.Reports.Html;

/// <summary>How the verdict was reached, what the measuring cost, and how to repeat it.</summary>
internal static class Evidence
{
    internal static void Add(Page page, RunReport report)
    {
        page.Add($"<section><h2>How this was reached</h2><dl>");
        foreach (var finding in report.Verdict.Findings.Where(f => f.IsGating))
            page.Add($"<dt>{finding.Metric}</dt><dd>{Words.Kebab(finding.Code.ToString())}, by {finding.Rule}, from {finding.Samples} readings; confidence {finding.Confidence.ToString("0.0%", System.Globalization.CultureInfo.InvariantCulture)}; largest fall {Words.Amount(finding.LargestFall, finding.Unit)}{(finding.MoreMinutes is { } more ? $"; {Words.Digits(Math.Ceiling(more))} more minutes would decide" : "")}</dd>");
        AddCheckpoints(page, report.Recording);
        AddCost(page, report.Recording);
        page.Add($"</dl>");
        foreach (var happened in report.Recording.Events.Where(e => e.Kind != RunEventKind.Phase))
            page.Add($"<p class=\"note\">{Words.Digits(happened.Time)} s: {happened.Text}</p>");
        foreach (var snapshot in report.Recording.Snapshots.Where(s => s.Note.Length > 0))
            page.Add($"<p class=\"note\">{Words.Digits(snapshot.Time)} s: {snapshot.Format} {snapshot.Label}: {snapshot.Note}</p>");
        page.Add($"</section><section><h2>Where and what</h2><dl>");
        foreach (var fact in report.Recording.Identity.Facts.OrderBy(f => f.Key, StringComparer.Ordinal))
            page.Add($"<dt>{fact.Key}</dt><dd>{fact.Value}</dd>");
        page.Add($"<dt>harness</dt><dd>{report.Recording.Identity.HarnessVersion}</dd><dt>judge again</dt><dd><code>soak analyze {report.Recording.Identity.RunId}</code></dd></dl>");
        if (report.Scenario.Text.Length > 0)
            page.Add($"<h3>Scenario</h3><pre tabindex=\"0\" aria-label=\"scenario file\">{report.Scenario.Text}</pre>");
        page.Add($"</section>");
    }

    private static void AddCheckpoints(Page page, Recording recording)
    {
        var done = recording.Checkpoints.Where(c => c.Outcome == CheckpointOutcome.Completed).ToArray();
        if (recording.Checkpoints.Count == 0)
            page.Add($"<dt>checkpoints</dt><dd>none; {recording.Collections.Count(c => c.Generation == 2)} full GCs came by themselves</dd>");
        else
            page.Add($"<dt>checkpoints</dt><dd>{done.Length} of {recording.Checkpoints.Count} gave a floor; they paused the target {Words.Digits(done.Sum(c => c.PauseMs))} ms in all{(done.Length > 0 ? $", {Words.Digits(done.Max(c => c.PauseMs))} ms at most" : "")}</dd>");
        foreach (var snapshot in recording.Snapshots.Where(s => s.Format == "heap" && s.IsComplete))
            page.Add($"<dt>snapshot {snapshot.Label}</dt><dd>{snapshot.Objects} objects, {Words.Bytes(snapshot.Bytes)}, paused the target {Words.Digits(snapshot.PauseMs)} ms</dd>");
    }

    private static void AddCost(Page page, Recording recording)
    {
        foreach (var role in (ReadOnlySpan<SourceRole>)[SourceRole.Sidecar, SourceRole.Generator])
        {
            var cpu = recording.Series.FirstOrDefault(s => s.Metric == "cpu" && s.Source.Role == role);
            var rss = recording.Series.FirstOrDefault(s => s.Metric == "rss" && s.Source.Role == role);
            if (cpu is { Times.Length: > 1 } && rss is { Values.Length: > 0 })
            {
                var share = (cpu.Values[^1] - cpu.Values[0]) / (cpu.Times[^1] - cpu.Times[0]);
                page.Add($"<dt>{Words.Kebab(role.ToString())}</dt><dd>{share.ToString("0.0%", System.Globalization.CultureInfo.InvariantCulture)} of one core, {Words.Bytes(rss.Values.Max())} of memory at most</dd>");
            }
        }
    }
}
