using System.Globalization;
using System.Text;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Live;

/// <summary>Where a run stands in Prometheus's text format (version 0.0.4). The names are a contract; what is not known yet is left out.</summary>
internal static class PrometheusText
{
    /// <summary>Every metric: name, type, meaning, and its value now.</summary>
    internal static IReadOnlyList<(string Name, string Type, string Help, Func<RunProgress, double?> Value)> Metrics { get; } =
    [
        ("soak_elapsed_seconds", "gauge", "Seconds since the load began.", p => p.Elapsed.TotalSeconds),
        ("soak_remaining_seconds", "gauge", "Seconds until the load ends.", p => p.Remaining?.TotalSeconds),
        ("soak_asked_requests_per_second", "gauge", "Arrivals per second asked for now.", p => p.AskedRate),
        ("soak_completed_requests_per_second", "gauge", "Requests per second completed in the last window.", p => p.DeliveredRate),
        ("soak_errors_total", "counter", "Errors, failed checks and time-outs so far.", p => p.Errors),
        ("soak_latency_p99_seconds", "gauge", "99th percentile of the latency in the last window.", p => p.P99Ms / 1000),
        ("soak_floor_bytes", "gauge", "Bytes live after the last induced full GC.", p => p.FloorBytes),
        ("soak_floor_growth_bytes_per_hour", "gauge", "Growth of the floor so far; a picture, not the verdict.", p => p.FloorPerHour),
        ("soak_checkpoints_total", "counter", "Checkpoints so far.", p => p.Checkpoints),
    ];

    /// <summary>Renders; without a run there are no samples.</summary>
    /// <param name="progress">Where the run stands; null before its first report.</param>
    internal static string Render(RunProgress? progress)
    {
        var text = new StringBuilder();
        foreach (var (name, type, help, value) in Metrics)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
            if (progress is not null && value(progress) is { } known && double.IsFinite(known))
                text.Append(CultureInfo.InvariantCulture, $"{name}{{scenario=\"{Escape(progress.Scenario)}\"}} {known:R}\n");
        }

        return text.ToString();
    }

    private static string Escape(string label) => label.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
