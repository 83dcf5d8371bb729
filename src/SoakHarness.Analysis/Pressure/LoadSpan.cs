using SoakHarness.Model.Recordings;

namespace SoakHarness.Analysis.Pressure;

/// <summary>The time in which a target was loaded and measured: after the warm-up, before the drain.</summary>
/// <param name="From">Seconds since the run's origin.</param>
/// <param name="To">Seconds since the run's origin.</param>
/// <param name="Requests">Requests, or operations, completed in it; 0 when none were counted.</param>
internal sealed record LoadSpan(double From, double To, double Requests)
{
    internal double Seconds => To - From;

    /// <summary>The span of a run; null when it had no load.</summary>
    internal static LoadSpan? Of(Recording recording)
    {
        var windows = recording.Load.Where(w => !w.IsWarmUp && w.Step.Length == 0).ToArray();
        if (windows.Length > 0)
            return NotEmpty(
                new LoadSpan(windows[0].Time - windows[0].Seconds, windows[^1].Time, windows.Sum(w => w.Completed))
            );
        var began = recording.Events.FirstOrDefault(e =>
            e is { Kind: RunEventKind.Phase, Text: "self-driven" or "external" }
        );
        var ended = recording.Events.FirstOrDefault(e => e.Kind == RunEventKind.Phase && e.Text is "drain" or "end");
        if (began is null || ended is null)
            return null;
        var span = new LoadSpan(began.Time, ended.Time, 0);
        return NotEmpty(span with { Requests = OperationsIn(recording, span) });
    }

    internal bool Contains(double time) => time >= From && time <= To;

    /// <summary>
    /// How much a total of the target grew in the span, scaled from the readings inside to its whole length; null when
    /// it was not read.
    /// </summary>
    internal double? Growth(Recording recording, string metric) =>
        recording.OfTarget(metric) is { } series ? Growth(series) : null;

    private static double OperationsIn(Recording recording, LoadSpan span) =>
        recording.Series.FirstOrDefault(s => s.Metric == "requests") is { } counted ? span.Growth(counted) ?? 0 : 0;

    private double? Growth(Series series)
    {
        var inside = Enumerable.Range(0, series.Times.Length).Where(i => Contains(series.Times[i])).ToArray();
        if (inside.Length < 2 || series.Times[inside[^1]] <= series.Times[inside[0]])
            return null;
        var read = series.Times[inside[^1]] - series.Times[inside[0]];
        var values = Totals.Unbroken(series);
        return (values[inside[^1]] - values[inside[0]]) * Seconds / read;
    }

    private static LoadSpan? NotEmpty(LoadSpan span) => span.Seconds > 0 ? span : null;
}
