using SoakHarness.Model.Scenarios;

namespace SoakHarness.Analysis.Judging;

/// <summary>The smallest growth worth failing, in units per second.</summary>
internal static class Bar
{
    // A count that grows by less than this an hour is not worth failing; a handle a minute is.
    private const double CountsPerHour = 12;

    internal static double PerSecond(JudgedSeries series, MinGrowth growth)
    {
        if (series.Kind == SeriesKind.Count)
            return CountsPerHour / 3600;
        return growth.Unit switch
        {
            GrowthUnit.BytesPerHour => series.Kind == SeriesKind.Gauge && !IsBytes(series.Metric)
                ? 0.01 * Level(series) / 3600
                : growth.Value / 3600,
            GrowthUnit.PercentPerHour => growth.Value / 100 * Level(series) / 3600,
            _ => RequestRate(series) is { } rate ? growth.Value * rate : new VerdictSpec().MinGrowth.Value / 3600,
        };
    }

    /// <summary>Requests per second over the series; null when nothing was counted.</summary>
    internal static double? RequestRate(JudgedSeries series) =>
        series.Requests is { Length: > 1 } counted && series.Times[^1] > series.Times[0] && counted[^1] > counted[0]
            ? (counted[^1] - counted[0]) / (series.Times[^1] - series.Times[0])
            : null;

    /// <summary>True for metrics in bytes, by the names of the table and of CSV columns.</summary>
    internal static bool IsBytes(string metric) =>
        metric.EndsWith("_bytes", StringComparison.Ordinal)
        || Model.Metrics.MetricCatalog.Find(metric)?.Unit == "bytes";

    private static double Level(JudgedSeries series) => series.Values.Length == 0 ? 0 : series.Values.Average(Math.Abs);
}
