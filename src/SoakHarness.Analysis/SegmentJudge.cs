using System.Globalization;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis;

/// <summary>
/// The verdict on a target that was restarted. Each of its processes is judged by itself. A leak of any of them is the
/// run's; otherwise the process that was watched longest speaks for the run, and the sentence says what the others
/// could not show.
/// </summary>
public static class SegmentJudge
{
    /// <summary>Judges every process and chooses the one that speaks for the run.</summary>
    /// <param name="recording">Everything measured.</param>
    /// <param name="judge">Judges the recording of one process.</param>
    /// <returns>The verdict, and what was measured of the process it is about: the whole recording where there was no
    /// restart.</returns>
    public static (RunVerdict Verdict, Recording Part) Judge(Recording recording, Func<Recording, RunVerdict> judge)
    {
        var parts = TargetSegments
            .Of(recording)
            .Select((part, i) => (Number: i + 1, Part: part, Verdict: judge(part), Span: Span(part)))
            .ToArray();
        if (parts is [var only])
            return (only.Verdict, only.Part);
        var chosen = parts
            .OrderByDescending(p => p.Verdict.Verdict == Verdict.Leak)
            .ThenByDescending(p => p.Span.To - p.Span.From)
            .ThenBy(p => p.Number)
            .First();
        var others = string.Join(", ", parts.Select(p => Describe(p.Number, p.Span, p.Verdict.Verdict)));
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $" The target was restarted, and each process is judged by itself ({others}); this is about process {chosen.Number} of {parts.Length}."
        );
        return (chosen.Verdict with { Reason = chosen.Verdict.Reason + text }, chosen.Part);
    }

    private static string Describe(int number, (double From, double To) span, Verdict verdict) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{number}: {span.From:0} s to {span.To:0} s, {verdict.ToString().ToLowerInvariant()}"
        );

    private static (double From, double To) Span(Recording part)
    {
        var times = part.Series.Where(s => s.Source.Role == SourceRole.Target && s.Times.Length > 0).ToArray();
        return times.Length == 0 ? (0, 0) : (times.Min(s => s.Times[0]), times.Max(s => s.Times[^1]));
    }
}
