using System.Globalization;
using System.Text;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Live;

/// <summary>
/// Where a run stands in Prometheus's text format (version 0.0.4). What is not known yet is left out.
/// </summary>
internal static class PrometheusText
{
    /// <summary>Renders; without a run there are no samples.</summary>
    /// <param name="progress">Where the run stands; null before its first report.</param>
    internal static string Render(RunProgress? progress)
    {
        var text = new StringBuilder();
        foreach (var (name, type, help, value) in LiveMetrics.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
            if (progress is not null && value(progress) is { } known && double.IsFinite(known))
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{name}{{scenario=\"{Escape(progress.Scenario)}\"}} {known:R}\n"
                );
        }

        return text.ToString();
    }

    private static string Escape(string label) =>
        label
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
}
