namespace SoakHarness.Collection.Prometheus;

/// <summary>Which of our metrics a well-known exporter's metric is.</summary>
internal static class PrometheusNames
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["go_memstats_heap_alloc_bytes"] = "heap",
        ["go_memstats_alloc_bytes_total"] = "allocated",
        ["go_memstats_heap_objects"] = "heap-objects",
        ["go_goroutines"] = "goroutines",
        ["jvm_memory_used_bytes"] = "heap",
        ["jvm_memory_bytes_used"] = "heap",
        ["jvm_gc_memory_allocated_bytes_total"] = "allocated",
        ["dotnet_total_memory_bytes"] = "heap",
        ["dotnet_gc_last_collection_heap_size_bytes_total"] = "heap",
        ["dotnet_gc_heap_total_allocated_bytes_total"] = "allocated",
        ["dotnet_exceptions_total"] = "exceptions",
        ["nodejs_heap_size_used_bytes"] = "heap",
    };

    /// <summary>Our names and values of one scrape: the exporter's own names with label sets added up, and the known ones under ours as well.</summary>
    /// <param name="samples">One scrape.</param>
    /// <param name="translate">False when the runtime's own source already measures what the known names mean.</param>
    internal static Dictionary<string, double> Metrics(IEnumerable<PrometheusSample> samples, bool translate)
    {
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var sample in samples.Where(s => !IsPart(s)))
        {
            metrics[sample.Name] = metrics.GetValueOrDefault(sample.Name) + sample.Value;
            if (translate && Known.TryGetValue(sample.Name, out var ours) && IsHeap(sample))
                metrics[ours] = metrics.GetValueOrDefault(ours) + sample.Value;
        }

        return metrics;
    }

    /// <summary>Buckets and quantiles are parts of a distribution: added up they mean nothing.</summary>
    private static bool IsPart(PrometheusSample sample) =>
        sample.Name.EndsWith("_bucket", StringComparison.Ordinal) || sample.Labels.Contains("quantile=", StringComparison.Ordinal);

    /// <summary>A JVM exports areas outside of the heap under the same name.</summary>
    private static bool IsHeap(PrometheusSample sample) =>
        !sample.Name.StartsWith("jvm_memory", StringComparison.Ordinal) || sample.Labels.Contains("area=\"heap\"", StringComparison.Ordinal);
}
