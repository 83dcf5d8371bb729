using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Judging;

/// <summary>What is special about the kinds of series.</summary>
internal static class KindRules
{
    private const double LongEnough = 30 * 60;
    private const double BulkBytes = 24e6;
    private const double BulkShare = 0.3;
    private const double FewCounts = 4;

    /// <summary>What stands against convicting steady growth of this kind; null for nothing.</summary>
    internal static (ReasonCode Code, MetricFinding Finding)? Obstacle(Trend trend, FindingBuilder builder) => trend.Window.Kind switch
    {
        SeriesKind.ManagedHeap => (ReasonCode.NoFloor, builder.Inconclusive(ReasonCode.NoFloor, 1)),
        SeriesKind.NativeMemory when trend.Seconds < LongEnough && !IsBulk(trend) => (ReasonCode.TooShort, builder.Inconclusive(ReasonCode.TooShort, LongEnough / trend.Seconds)),
        SeriesKind.Count when trend.Growth < FewCounts => (ReasonCode.TooNoisy, builder.Inconclusive(ReasonCode.TooNoisy, 3)),
        _ => null,
    };

    /// <summary>The finding for kinds whose calm proves nothing; null when calm means clean.</summary>
    internal static MetricFinding? CannotBeClean(Trend trend, FindingBuilder builder) =>
        trend.Window.Kind == SeriesKind.ManagedHeap ? builder.Inconclusive(ReasonCode.NoFloor, 1) : null;

    /// <summary>Growth of native memory that no warm-up explains: tens of megabytes, and a good part of the level.</summary>
    private static bool IsBulk(Trend trend) =>
        trend.Window.Metric is not "rss" and not "rss_bytes"
        && trend.Growth > BulkBytes && trend.Growth > BulkShare * trend.Window.Values[0];
}
