using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Reports.Html;

/// <summary>What the reader must know in ten seconds.</summary>
internal static class Banner
{
    internal static void Add(Page page, RunReport report)
    {
        var identity = report.Recording.Identity;
        var look = report.Outcome switch
        {
            Outcome.Passed => "clean",
            Outcome.Failed => "leak",
            _ => "open",
        };
        page.Add(
            $"<header><p class=\"run\">{report.Scenario.Name} · {identity.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)} UTC · {identity.RunId}</p>"
        );
        page.Add($"<div class=\"banner {look}\" role=\"status\"><h1>{Words.Unbroken(Sentence(report))}</h1>");
        foreach (var line in Below(report))
            page.Add($"<p>{Words.Unbroken(line)}</p>");
        if (report.Verdict.Suspects.FirstOrDefault() is { } suspect)
            page.Add($"<p><strong>{suspect.Type}</strong>{SuspectWords.Held(suspect)}. {suspect.Cause}</p>");
        if (
            report.Outcome is Outcome.Passed or Outcome.Failed
            && report.Verdict is { Verdict: not Verdict.Inconclusive, Confidence: > 0 } sure
        )
            page.Add(
                $"<p>Confidence {sure.Confidence.ToString("0.#%", System.Globalization.CultureInfo.InvariantCulture)}.</p>"
            );
        if (TargetWords.LastLines(report) is { Count: > 0 } lines)
            page.Add($"<p>The last output:</p><pre>{string.Join('\n', lines)}</pre>");
        foreach (var doubt in report.Doubts)
            page.Add($"<p><strong>Suspect run:</strong> {doubt}</p>");
        page.Add($"</div></header>");
    }

    /// <summary>What the headline does not say yet: never the same figure twice, rounded in two ways.</summary>
    private static IEnumerable<string> Below(RunReport report)
    {
        if (report.Outcome != Outcome.Failed || Leaking(report).FirstOrDefault() is not { } lead)
            return NextStep.Of(report) is { Length: > 0 } next ? [report.OutcomeReason, next] : [report.OutcomeReason];
        var evidence =
            $"{lead.Metric} went from {Words.Amount(lead.FloorBefore, lead.Unit)} to {Words.Amount(lead.FloorAfter, lead.Unit)} over {lead.Samples} readings and never fell{(lead.LargestFall > 0 ? $" by more than {Words.Amount(lead.LargestFall, lead.Unit)}" : "")}.";
        return Leaking(report)
            .Skip(1)
            .Select(f => f.Reason)
            .Prepend(evidence)
            .Concat(report.Recording.Events.Where(e => e.Kind == RunEventKind.TargetExit).Select(e => e.Text))
            .Concat(
                report.Thresholds.Where(t => t.Passed == false).Select(t => $"Not kept: {t.Expression} ({t.Measured}).")
            );
    }

    private static IEnumerable<MetricFinding> Leaking(RunReport report) =>
        report.Verdict.Findings.Where(f => f is { IsGating: true, Verdict: Verdict.Leak });

    /// <summary>What is used up first, and when.</summary>
    private static string Ends(RunReport report)
    {
        var first = Leaking(report)
            .Where(f => f.Ceiling?.ReachedAt is not null || f.SecondsToLimit is not null)
            .MinBy(f => f.Ceiling?.ReachedAt is null ? f.SecondsToLimit!.Estimate : 0);
        if (first is null)
            return "";
        var spent = first.Ceiling is { Of: not Ceiling.Memory and var other } ? other : Limit(report);
        return first.Ceiling?.ReachedAt is { } reached
            ? FormattableString.Invariant($"; out of {first.Ceiling.Of} since {reached:0} s")
            : $"; out of {spent} in {Words.TimeLeft(first.SecondsToLimit!)}";
    }

    private static string Limit(RunReport report) =>
        (report.Scenario.Target.MemoryLimitBytes ?? report.Recording.Identity.Number(TargetLimits.Memory)) is { } bytes
            ? Words.Limit((long)bytes)
            : "memory";

    private static string Sentence(RunReport report)
    {
        var lead = Leaking(report).FirstOrDefault();
        if (report.Outcome == Outcome.Failed && lead is not null)
        {
            string?[] rates =
            [
                lead.PerRequest is { } each ? Words.Rate(each, lead.Unit, report.Recording.Work) : null,
                lead.PerHour is { } hour ? $"{Words.Amount(hour.Estimate, lead.Unit)}/h at this load" : null,
            ];
            return $"Leaks {string.Join(", ", rates.OfType<string>())}{Ends(report)}";
        }

        return report.Outcome switch
        {
            Outcome.Passed => "Clean: nothing grows that should not",
            Outcome.Failed => "A threshold was not kept",
            Outcome.Inconclusive => "Inconclusive: the measurements do not decide it",
            Outcome.LoadNotDelivered => "The load was not delivered: the run proves nothing",
            Outcome.Interrupted => "Interrupted",
            _ => "The target or the collector failed",
        };
    }
}
