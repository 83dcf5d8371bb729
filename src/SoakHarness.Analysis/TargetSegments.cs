using SoakHarness.Model.Recordings;

namespace SoakHarness.Analysis;

/// <summary>
/// Cuts a recording of a target that was restarted into one recording a process. A restart empties the heap and every
/// counter begins again, so that what lies on both sides of it is never one series.
/// </summary>
public static class TargetSegments
{
    /// <summary>Cuts a recording.</summary>
    /// <param name="recording">Everything measured.</param>
    /// <returns>One recording a process of the target, in time order; the recording itself when there was only one
    /// process, or none.</returns>
    public static IReadOnlyList<Recording> Of(Recording recording)
    {
        var spans = recording
            .Series.Where(s => s.Source.Role == SourceRole.Target && s.Times.Length > 0)
            .GroupBy(s => s.Source, (source, series) => Span(source, [.. series]))
            .OrderBy(span => span.From)
            .ToArray();
        if (spans.Length <= 1)
            return [recording];
        return
        [
            .. spans.Select(
                (span, i) => Cut(recording, span with { IsFirst = i == 0, IsLast = i == spans.Length - 1 })
            ),
        ];
    }

    private static SegmentSpan Span(Source source, IReadOnlyList<Series> series) =>
        new(source, series.Min(s => s.Times[0]), series.Max(s => s.Times[^1]));

    private static Recording Cut(Recording whole, SegmentSpan span) =>
        whole with
        {
            Series = [.. whole.Series.Where(s => IsOf(s.Source, span)).Select(s => Cut(s, span))],
            Collections = [.. whole.Collections.Where(c => c.Source == span.Source)],
            Checkpoints = [.. whole.Checkpoints.Where(c => c.Source == span.Source)],
            Snapshots = [.. whole.Snapshots.Where(s => s.Source == span.Source)],
            Load = [.. whole.Load.Where(w => span.Contains(w.Time - w.Seconds) && span.Contains(w.Time))],
            Events = Events(whole.Events, span),
        };

    private static bool IsOf(Source source, SegmentSpan span) =>
        source.Role != SourceRole.Target || source == span.Source;

    private static Series Cut(Series series, SegmentSpan span)
    {
        var inside = Enumerable.Range(0, series.Times.Length).Where(i => span.Contains(series.Times[i])).ToArray();
        return series with
        {
            Times = [.. inside.Select(i => series.Times[i])],
            Values = [.. inside.Select(i => series.Values[i])],
        };
    }

    /// <summary>
    /// The phase that ran when the process came begins with it; what the run still did after the process ended is no
    /// part of it.
    /// </summary>
    private static RunEvent[] Events(IReadOnlyList<RunEvent> events, SegmentSpan span)
    {
        var inside = events.Where(e => span.Contains(e.Time)).ToList();
        if (
            !span.IsFirst
            && events.LastOrDefault(e => e.Kind == RunEventKind.Phase && e.Time < span.From) is { } running
        )
            inside.Insert(0, running with { Time = span.From });
        if (!span.IsLast)
            inside.Add(new RunEvent(span.Source, span.To, RunEventKind.Phase, "end"));
        return [.. inside];
    }
}
