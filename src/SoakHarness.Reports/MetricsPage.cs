using System.Text;
using SoakHarness.Model.Metrics;

namespace SoakHarness.Reports;

/// <summary>The documentation of all metrics, from the one table that defines them.</summary>
public static class MetricsPage
{
    /// <summary>A Markdown page.</summary>
    public static string Render()
    {
        var page = new StringBuilder();
        page.Append("# Metrics\n\n");
        page.Append(
            "Written by `soak schema --metrics`. Names are those of `verdict.metrics`, of recordings and of exports. A metric that a runtime\n"
        );
        page.Append("or a machine does not offer is absent, never zero.\n\n");
        page.Append("| Metric | Unit | Kind | Source | Meaning |\n|---|---|---|---|---|\n");
        foreach (var metric in MetricCatalog.All)
            page.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"| `{metric.Name}` | {metric.Unit} | {Name(metric.Kind)} | {metric.Source} | {metric.Meaning} |\n"
            );
        return page.ToString();
    }

    private static string Name(MetricKind kind) =>
        kind switch
        {
            MetricKind.Floor => "floor",
            MetricKind.Cumulative => "cumulative",
            _ => "gauge",
        };
}
