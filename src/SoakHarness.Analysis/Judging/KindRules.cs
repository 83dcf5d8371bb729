using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Judging;

/// <summary>What is special about the kinds of series.</summary>
internal static class KindRules
{
    private const double LongEnough = 30 * 60;
    private const double BulkBytes = 24e6;
    private const double BulkShare = 0.3;
    private const double FewCounts = 4;
    private const int SeveralFalls = 6;
    private const double DeepFall = 0.02;
    private const int SeveralReadings = 2;

    /// <summary>
    /// Runtimes and servers settle by some kilobytes for minutes (pooled buffers, tables made on first use): growth of
    /// a floor that is no larger is told from that only by a longer run.
    /// </summary>
    internal const double SettlingBytes = 48 * 1024;

    /// <summary>Seconds without the warm-up before which growth of this kind convicts nothing, as a rule.</summary>
    internal static double Needed(Trend trend) => trend.Window.Kind == SeriesKind.NativeMemory ? LongEnough : 0;

    /// <summary>What stands against convicting steady growth of this kind; null for nothing.</summary>
    internal static (ReasonCode Code, MetricFinding Finding)? Obstacle(Trend trend, FindingBuilder builder) =>
        trend.Window.Kind switch
        {
            SeriesKind.ManagedHeap when Unseen(trend, builder) is { } unseen => (unseen.Code, unseen),
            SeriesKind.NativeMemory when trend.Seconds < LongEnough && !IsBulk(trend) => (
                ReasonCode.TooShort,
                builder.TooShort(Math.Min(LongEnough, UntilBulk(trend)))
            ),
            SeriesKind.Floor when Bar.IsBytes(trend.Window.Metric) && trend.Growth < SettlingBytes => (
                ReasonCode.TooNoisy,
                builder.Inconclusive(ReasonCode.TooNoisy)
            ),
            SeriesKind.Count when trend.Growth < FewCounts => (
                ReasonCode.TooNoisy,
                builder.Inconclusive(ReasonCode.TooNoisy)
            ),
            _ => null,
        };

    /// <summary>
    /// The finding for a managed heap whose floor was not seen; null for all else. It comes before what the heap's own
    /// shape says: read at collections only, it grows in steps whatever is live.
    /// </summary>
    internal static MetricFinding? Unseen(Trend trend, FindingBuilder builder) =>
        trend.Window.Kind == SeriesKind.ManagedHeap && !ShowsFloor(trend, builder.Whole)
            ? builder.Inconclusive(ReasonCode.NoFloor)
            : null;

    /// <summary>
    /// The finding for kinds whose calm proves nothing; null when calm means clean: what is live is never more than the
    /// heap, so a heap that is level for long is clean.
    /// </summary>
    internal static MetricFinding? CannotBeClean(Trend trend, FindingBuilder builder) =>
        trend.Window.Kind == SeriesKind.ManagedHeap && (trend.Seconds < LongEnough || !IsRead(builder.Whole))
            ? builder.Inconclusive(ReasonCode.NoFloor)
            : null;

    /// <summary>
    /// The finding for a series that never changed: clean, but for a managed heap, which is read at collections; that
    /// none came says nothing on what is live.
    /// </summary>
    internal static MetricFinding Constant(JudgedSeries series, FindingBuilder builder) =>
        series.Kind == SeriesKind.ManagedHeap ? builder.NeverRead() : builder.Constant();

    /// <summary>True for a count that ends where it began: a short series of whole numbers cannot be calmer.</summary>
    internal static bool IsLevelCount(Trend trend) =>
        trend.Window.Kind == SeriesKind.Count
        && Math.Abs(trend.Growth) < 1
        && trend.Slope.Low <= 0
        && trend.Window.Values[^1] - trend.Window.Values[0] <= 1;

    /// <summary>
    /// True when a passive heap lets its floor be seen: a long series that full collections cut down several times, or
    /// that has doubled and still was not cut down.
    /// </summary>
    private static bool ShowsFloor(Trend trend, JudgedSeries whole) =>
        trend.Seconds >= LongEnough && (DeepFalls(whole) >= SeveralFalls || trend.Growth > trend.Window.Values[0]);

    /// <summary>True when the heap was read anew, which makes it change, several times in the last third.</summary>
    private static bool IsRead(JudgedSeries series)
    {
        var late = series.Values.AsSpan(series.Values.Length * 2 / 3);
        var changes = 0;
        for (var i = 1; i < late.Length; i++)
            changes += late[i] == late[i - 1] ? 0 : 1;
        return changes >= SeveralReadings;
    }

    /// <summary>How often the series fell, from one point to the next, by more than 2 % of its level.</summary>
    private static int DeepFalls(JudgedSeries series) =>
        Enumerable
            .Range(1, series.Values.Length - 1)
            .Count(i => series.Values[i - 1] - series.Values[i] > DeepFall * series.Values[i - 1]);

    private static bool IsBulk(Trend trend) => trend.Growth > Bulk(trend);

    /// <summary>Seconds without the warm-up in which growth at this rate would be bulk.</summary>
    private static double UntilBulk(Trend trend) =>
        trend.Slope.Estimate > 0 ? Bulk(trend) / trend.Slope.Estimate : double.PositiveInfinity;

    /// <summary>
    /// Growth of native memory that no warm-up explains: tens of megabytes, and a good part of the level. There is none
    /// of resident memory, which grows also by what is merely touched for the first time.
    /// </summary>
    private static double Bulk(Trend trend) =>
        trend.Window.Metric is "rss" or "rss_bytes"
            ? double.PositiveInfinity
            : Math.Max(BulkBytes, BulkShare * trend.Window.Values[0]);
}
