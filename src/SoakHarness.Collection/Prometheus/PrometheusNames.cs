namespace SoakHarness.Collection.Prometheus;

/// <summary>Which of our metrics a well-known exporter's metric is.</summary>
internal static class PrometheusNames
{
    private const string Heap = "area=\"heap\"";

    private static readonly ILookup<string, KnownMetric> Known = new KnownMetric[]
    {
        // The Go client library.
        new("go_memstats_heap_alloc_bytes", "heap"),
        new("go_memstats_alloc_bytes_total", "allocated"),
        new("go_memstats_heap_objects", "heap-objects"),
        new("go_memstats_sys_bytes", "committed"),
        new("go_memstats_heap_released_bytes", "committed") { Factor = -1 },
        new("go_goroutines", "goroutines"),
        new("go_gc_duration_seconds_sum", "gc-pause") { Factor = 1000 },
        new("go_gc_duration_seconds_count", "gc-count.gen2"),
        // JVM clients: simpleclient, client_java 1.x, Micrometer.
        new("jvm_memory_used_bytes", "heap") { Label = Heap },
        new("jvm_memory_bytes_used", "heap") { Label = Heap },
        new("jvm_memory_committed_bytes", "committed") { Label = Heap },
        new("jvm_memory_bytes_committed", "committed") { Label = Heap },
        new("jvm_gc_memory_allocated_bytes_total", "allocated"),
        new("jvm_memory_pool_allocated_bytes_total", "allocated"),
        new("jvm_gc_pause_seconds_sum", "gc-pause") { Factor = 1000 },
        new("jvm_gc_collection_seconds_sum", "gc-pause") { Factor = 1000 },
        // .NET: prometheus-net, and the runtime's own meter through OpenTelemetry.
        new("dotnet_total_memory_bytes", "heap"),
        new("dotnet_gc_last_collection_heap_size_bytes_total", "heap"),
        new("dotnet_gc_last_collection_heap_size_bytes", "heap"),
        new("dotnet_gc_heap_total_allocated_bytes_total", "allocated"),
        new("dotnet_gc_last_collection_memory_committed_size_bytes", "committed"),
        new("dotnet_gc_pause_time_seconds_total", "gc-pause") { Factor = 1000 },
        new("dotnet_gc_collections_total", "gc-count.gen0") { Label = "\"gen0\"" },
        new("dotnet_gc_collections_total", "gc-count.gen1") { Label = "\"gen1\"" },
        new("dotnet_gc_collections_total", "gc-count.gen2") { Label = "\"gen2\"" },
        new("dotnet_collection_count_total", "gc-count.gen0") { Label = "generation=\"0\"" },
        new("dotnet_collection_count_total", "gc-count.gen1") { Label = "generation=\"1\"" },
        new("dotnet_collection_count_total", "gc-count.gen2") { Label = "generation=\"2\"" },
        new("dotnet_exceptions_total", "exceptions"),
        new("dotnet_assembly_count", "assemblies"),
        new("dotnet_timer_count", "timers"),
        new("nodejs_heap_size_used_bytes", "heap"),
        new("nodejs_heap_size_total_bytes", "committed"),
    }.ToLookup(k => k.Theirs, StringComparer.Ordinal);

    /// <summary>
    /// Our names and values of one scrape: the exporter's own names with label sets added up, and the known ones under
    /// ours as well. What <c>process_*</c> exports, /proc tells of the watched process itself, so that it is recorded
    /// under its own name only.
    /// </summary>
    /// <param name="samples">One scrape.</param>
    /// <param name="translate">False when the runtime's own source already measures what the known names mean.</param>
    internal static Dictionary<string, double> Metrics(IEnumerable<PrometheusSample> samples, bool translate)
    {
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var sample in samples.Where(s => !IsPart(s)))
        {
            metrics[sample.Name] = metrics.GetValueOrDefault(sample.Name) + sample.Value;
            foreach (var known in Known[sample.Name].Where(k => translate && k.Fits(sample)))
                metrics[known.Ours] = metrics.GetValueOrDefault(known.Ours) + known.Factor * sample.Value;
        }

        return metrics;
    }

    /// <summary>Buckets and quantiles are parts of a distribution: added up they mean nothing.</summary>
    private static bool IsPart(PrometheusSample sample) =>
        sample.Name.EndsWith("_bucket", StringComparison.Ordinal)
        || sample.Labels.Contains("quantile=", StringComparison.Ordinal);
}
