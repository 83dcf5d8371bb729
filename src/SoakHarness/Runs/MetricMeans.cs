using SoakHarness.Model.Recordings;

namespace SoakHarness.Runs;

/// <summary>Means of metrics over the load, for thresholds.</summary>
internal static class MetricMeans
{
    /// <summary>The mean of a gauge, or what a derived metric comes to over the whole load; null when it was not measured.</summary>
    internal static double? Of(Recording recording, string metric) => metric switch
    {
        "allocated-per-request" => Growth(recording, "allocated") / Requests(recording),
        "gc-pause-ratio" => Growth(recording, "gc-pause") / 1000 / Seconds(recording),
        _ => Target(recording, metric) is { Values.Length: > 0 } series ? series.Values.Average() : null,
    };

    private static Series? Target(Recording recording, string metric) =>
        recording.Series.FirstOrDefault(s => s.Metric == metric && s.Source.Role == SourceRole.Target);

    private static (double From, double To)? Span(Recording recording)
    {
        var counted = recording.Load.Where(w => !w.IsWarmUp && w.Step.Length == 0).ToArray();
        return counted.Length == 0 ? null : (counted[0].Time - counted[0].Seconds, counted[^1].Time);
    }

    private static double? Seconds(Recording recording) => Span(recording) is { } span && span.To > span.From ? span.To - span.From : null;

    private static double? Requests(Recording recording) =>
        recording.Load.Where(w => !w.IsWarmUp && w.Step.Length == 0).Sum(w => w.Completed) is > 0 and var count ? count : null;

    private static double? Growth(Recording recording, string metric)
    {
        if (Target(recording, metric) is not { } series || Span(recording) is not { } span)
            return null;
        var inside = Enumerable.Range(0, series.Times.Length).Where(i => series.Times[i] >= span.From && series.Times[i] <= span.To).ToArray();
        return inside.Length < 2 ? null : series.Values[inside[^1]] - series.Values[inside[0]];
    }
}
