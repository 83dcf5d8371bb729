using System.Text;
using SoakHarness.Model.Pressure;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Verdicts;
using static System.FormattableString;

namespace SoakHarness.Reports;

/// <summary><c>report.md</c>: the run as a job summary.</summary>
public static class MarkdownReport
{
    /// <summary>Renders a run.</summary>
    /// <param name="report">The run.</param>
    public static string Render(RunReport report)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Escape(report.Scenario.Name)).Append(": ").Append(Headline.Of(report)).Append("\n\n");
        text.Append(Escape(report.OutcomeReason)).Append("\n\n");
        if (NextStep.Of(report) is { Length: > 0 } next)
            text.Append(Escape(next)).Append("\n\n");
        foreach (var doubt in report.Doubts)
            text.Append("**Suspect run:** ").Append(Escape(doubt)).Append("\n\n");
        if (TargetWords.LastLines(report) is { Count: > 0 } lines)
            text.Append("The last output:\n\n").AppendJoin('\n', lines.Select(line => "    " + line)).Append("\n\n");
        AppendMetrics(text, report.Verdict.Findings, report.Recording.Work);
        foreach (var explanation in report.Verdict.Explanations)
            text.Append(Escape(explanation.Text)).Append("\n\n");
        AppendSuspects(text, report.Verdict.Suspects, report.Recording.Work);
        if (SuspectWords.WhyNone(report) is { Length: > 0 } unknown)
            text.Append(Escape(unknown)).Append("\n\n");
        if (report.Load is { } load)
            AppendLoad(text, load);
        if (report.Pressure is { } pressure)
            AppendPressure(text, pressure, report.Recording.Work);
        foreach (var threshold in report.Thresholds)
            text.Append(
                Invariant(
                    $"- threshold `{threshold.Expression}`: {(threshold.Passed switch { true => "kept", false => "**not kept**", _ => "not measured" })} ({Escape(threshold.Measured)})\n"
                )
            );
        var origin = RunClock.Origin(report.Recording);
        foreach (var happened in TargetWords.Told(report))
            text.Append("- ")
                .Append(RunClock.Say(happened.Time, origin))
                .Append(": ")
                .Append(Escape(happened.Text))
                .Append('\n');
        return text.ToString();
    }

    private static void AppendMetrics(StringBuilder text, IReadOnlyList<MetricFinding> findings, string work)
    {
        if (findings.Count == 0)
            return;
        text.Append(
            Invariant(
                $"| metric | verdict | growth per hour | per {work} | from | to | why |\n|---|---|---|---|---|---|---|\n"
            )
        );
        foreach (var finding in findings)
        {
            var hour = finding.PerHour is { } perHour ? Words.Amount(perHour.Estimate, finding.Unit) : "";
            var request = finding.PerRequest is { } per ? Words.Amount(per.Estimate, finding.Unit) : "";
            text.Append(
                    Invariant(
                        $"| {finding.Metric}{(finding.IsGating ? "" : " (not gating)")} | {Words.Kebab(finding.Verdict.ToString())} | {hour} | {request} | "
                    )
                )
                .Append(
                    Invariant(
                        $"{Words.Level(finding, finding.FloorBefore)} | {Words.Level(finding, finding.FloorAfter)} | {Escape(finding.Reason)} |\n"
                    )
                );
        }

        text.Append('\n');
    }

    private static void AppendSuspects(StringBuilder text, IReadOnlyList<Suspect> suspects, string work)
    {
        foreach (var suspect in suspects)
        {
            var rate =
                suspect.BytesPerRequest is { } bytes ? $", {Words.Rate(bytes, "bytes", work)}"
                : suspect.GrowthPerRequest is not null ? $", {SuspectWords.Growth(suspect, work)}"
                : "";
            var share = suspect.Share is { } part ? Invariant($", {part:0%} of the growth") : "";
            text.Append(Invariant($"- **{Escape(suspect.Type)}**{rate}{share}\n"));
            if (suspect.Holder.Length > 0)
                text.Append(Invariant($"  - held by {Escape(suspect.Holder)}\n"));
            if (SuspectWords.Allocated(suspect) is { Length: > 0 } allocated)
                text.Append(Invariant($"  - {Escape(allocated)}\n"));
            if (suspect.Cause.Length > 0)
                text.Append(Invariant($"  - {Escape(suspect.Cause)}\n"));
        }

        if (suspects.Count > 0)
            text.Append('\n');
    }

    private static void AppendLoad(StringBuilder text, LoadSummary load)
    {
        var whole = load.Whole;
        text.Append(
                Invariant(
                    $"Load: {whole.Asked} asked, {whole.Sent} sent, {whole.Completed} completed, {whole.Failed} failed, {whole.TimedOut} timed out; "
                )
            )
            .Append(
                whole.Durations.Percentile(99) is { } p99
                    ? Invariant(
                        $"{Words.ServiceTime(whole)}p50 {whole.Durations.Percentile(50) / 1000:0.##} ms, p99 {p99 / 1000:0.##} ms.\n\n"
                    )
                    : "no response.\n\n"
            );
        foreach (var error in whole.Errors)
            text.Append("- ").Append(Escape(Words.Error(error))).Append('\n');
        if (whole.Errors.Count > 0)
            text.Append('\n');
    }

    private static void AppendPressure(StringBuilder text, GcPressure pressure, string work)
    {
        text.Append(
            Invariant($"GC pressure ({PressureWords.Verdict(pressure)}): {PressureWords.Line(pressure, work)}.\n")
        );
        foreach (var site in pressure.Sites)
            text.Append(Invariant($"- {Escape(PressureWords.Site(site))}\n"));
        text.Append('\n');
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("\r", "", StringComparison.Ordinal)
            .Replace("\n", " ", StringComparison.Ordinal);
}
