using System.Text;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Reports;

/// <summary>The run on a terminal of 80 columns.</summary>
public static class ConsoleSummary
{
    private const int Width = 80;
    private const int ErrorsShown = 3;
    private const int LinesShown = 10;

    /// <summary>Renders a run.</summary>
    /// <param name="report">The run.</param>
    public static string Render(RunReport report)
    {
        var text = new StringBuilder();
        text.Append(Cut($"{report.Scenario.Name}: {Headline.Of(report).ToUpperInvariant()}")).Append('\n');
        Wrap(text, report.OutcomeReason, "  ");
        Wrap(text, NextStep.Of(report), "  ");
        foreach (var line in TargetWords.LastLines(report).TakeLast(LinesShown))
            text.Append(Cut($"  | {line}")).Append('\n');
        foreach (var finding in report.Verdict.Findings.Where(f => f.IsGating))
        {
            var rate = finding.PerHour is { } hour ? $"{Words.Amount(hour.Estimate, finding.Unit)}/h" : "";
            text.Append(
                    Cut(
                            $"  {finding.Metric, -16} {Words.Kebab(finding.Verdict.ToString()), -13} {rate, -14} "
                                + Words.FromTo(finding)
                        )
                        .TrimEnd()
                )
                .Append('\n');
        }

        if (report.Verdict.Suspects.Count == 0)
            foreach (var explanation in report.Verdict.Explanations)
                Wrap(text, explanation.Text, "  ");
        foreach (var suspect in report.Verdict.Suspects.Take(3))
            AppendSuspect(text, suspect, report.Recording.Work);
        Wrap(text, SuspectWords.WhyNone(report), "  ");
        if (report.Load is { } load)
        {
            text.Append(
                    Cut(
                        FormattableString.Invariant(
                            $"  load: {load.Whole.Completed} of {load.Whole.Asked} completed, {load.Whole.Failed} failed, {load.Whole.TimedOut} timed out, {(load.Whole.Durations.Percentile(99) is { } p99 ? Words.ServiceTime(load.Whole) + FormattableString.Invariant($"p99 {p99 / 1000:0.##} ms") : "no response")}"
                        )
                    )
                )
                .Append('\n');
            foreach (var error in load.Whole.Errors.Take(ErrorsShown))
                Wrap(text, Words.Error(error), "    ");
        }

        if (report.Pressure is { } pressure)
            Wrap(text, $"gc: {PressureWords.Line(pressure, report.Recording.Work)}", "  ");
        foreach (var threshold in report.Thresholds)
            Wrap(
                text,
                $"{threshold.Expression}: {(threshold.Passed switch { true => "kept", false => "NOT KEPT", _ => "not measured" })} ({threshold.Measured})",
                "  "
            );
        foreach (var doubt in report.Doubts)
            Wrap(text, $"SUSPECT RUN: {doubt}", "  ");
        return text.ToString();
    }

    private static void AppendSuspect(StringBuilder text, Suspect suspect, string work)
    {
        var bytes =
            suspect.BytesPerRequest is { } rate ? $", {Words.Bytes(rate.Estimate)}/{work}"
            : suspect.GrowthPerRequest is not null ? $", {SuspectWords.Growth(suspect, work)}"
            : "";
        var share = suspect.Share is { } part ? FormattableString.Invariant($", {part:0%} of the growth") : "";
        Wrap(text, $"suspect: {suspect.Type}{bytes}{share}", "  ");
        if (suspect.Holder.Length > 0)
            Wrap(text, $"held by {suspect.Holder}", "    ");
        if (SuspectWords.Allocated(suspect) is { Length: > 0 } allocated)
            Wrap(text, allocated, "    ");
        if (suspect.Cause.Length > 0)
            Wrap(text, suspect.Cause, "    ");
    }

    private static void Wrap(StringBuilder text, string words, string indent)
    {
        var line = indent;
        foreach (var word in words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > indent.Length && line.Length + word.Length + 1 > Width)
            {
                text.Append(line.TrimEnd()).Append('\n');
                line = indent;
            }

            line += word + " ";
        }

        if (line.Trim().Length > 0)
            text.Append(line.TrimEnd()).Append('\n');
    }

    private static string Cut(string line) => line.Length <= Width ? line : line[..(Width - 3)] + "...";
}
