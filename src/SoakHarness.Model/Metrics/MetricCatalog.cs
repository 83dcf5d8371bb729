namespace SoakHarness.Model.Metrics;

/// <summary>Every metric the harness knows, in one table. The documentation is generated from it.</summary>
public static class MetricCatalog
{
    /// <summary>The table, in the order in which reports show it.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new(
            "live-heap",
            "bytes",
            MetricKind.Floor,
            "GC events at checkpoints",
            "Bytes live after a full blocking GC: the floor."
        ),
        new("heap", "bytes", MetricKind.Gauge, "GC events", "Heap bytes after any GC, free space inside included."),
        new("committed", "bytes", MetricKind.Gauge, "System.Runtime meter", "Bytes the GC has committed."),
        new("fragmentation", "bytes", MetricKind.Gauge, "GC events", "Free space inside the heap after a GC."),
        new("gen0", "bytes", MetricKind.Gauge, "GC events", "Size of generation 0 after a GC."),
        new("gen1", "bytes", MetricKind.Gauge, "GC events", "Size of generation 1 after a GC."),
        new("gen2", "bytes", MetricKind.Gauge, "GC events", "Size of generation 2 after a GC."),
        new("loh", "bytes", MetricKind.Gauge, "GC events", "Size of the large object heap after a GC."),
        new("poh", "bytes", MetricKind.Gauge, "GC events", "Size of the pinned object heap after a GC."),
        new("rss", "bytes", MetricKind.Gauge, "/proc", "Resident set size."),
        new(
            "native-memory",
            "bytes",
            MetricKind.Gauge,
            "/proc and GC",
            "Private memory not owned by the GC, swapped out or not."
        ),
        new(
            "cgroup-memory",
            "bytes",
            MetricKind.Gauge,
            "cgroup",
            "Memory charged to the target's cgroup, page cache and its other processes included."
        ),
        new(
            "cgroup-anonymous",
            "bytes",
            MetricKind.Gauge,
            "cgroup",
            "Anonymous memory of all processes in the target's cgroup."
        ),
        new(
            "cgroup-working-set",
            "bytes",
            MetricKind.Gauge,
            "cgroup",
            "Memory of the target's cgroup without the page cache that the kernel takes back first."
        ),
        new("handles", "count", MetricKind.Gauge, "/proc", "Open file descriptors."),
        new("sockets", "count", MetricKind.Gauge, "/proc", "Open file descriptors that are sockets."),
        new("threads", "count", MetricKind.Gauge, "/proc", "Threads."),
        new(
            "child-processes",
            "count",
            MetricKind.Gauge,
            "/proc",
            "Child processes, those included that ended and were not waited for; from the first one on."
        ),
        new("timers", "count", MetricKind.Gauge, "System.Runtime meter", "Active timers."),
        new("assemblies", "count", MetricKind.Gauge, "System.Runtime meter", "Loaded assemblies."),
        new("gc-handles", "count", MetricKind.Gauge, "GC events", "GC handles in use."),
        new("pinned-objects", "count", MetricKind.Gauge, "GC events", "Pinned objects seen by a GC."),
        new(
            "finalization-pending",
            "count",
            MetricKind.Gauge,
            "GC events",
            "Objects promoted by a GC because they wait for their finalizer."
        ),
        new("goroutines", "count", MetricKind.Gauge, "pprof or expvar", "Goroutines."),
        new("heap-objects", "count", MetricKind.Gauge, "expvar", "Objects in a Go heap."),
        new("heap-goal", "bytes", MetricKind.Gauge, "gctrace", "Heap size at which the next Go collection starts."),
        new(
            "scanned-stacks",
            "bytes",
            MetricKind.Gauge,
            "gctrace",
            "Goroutine stacks that a Go collection scanned; Go 1.19 and newer."
        ),
        new("gc-cpu", "s", MetricKind.Gauge, "gctrace", "CPU seconds that one Go collection took, all phases."),
        new(
            "threadpool-queue",
            "count",
            MetricKind.Gauge,
            "System.Runtime meter",
            "Work items waiting for a thread-pool thread."
        ),
        new("allocated", "bytes", MetricKind.Cumulative, "System.Runtime meter", "Bytes allocated since the start."),
        new("gc-pause", "ms", MetricKind.Cumulative, "GC events", "Time suspended by the GC since the start."),
        new(
            "gc-count.gen0",
            "count",
            MetricKind.Cumulative,
            "System.Runtime meter",
            "Generation 0 collections since the start."
        ),
        new(
            "gc-count.gen1",
            "count",
            MetricKind.Cumulative,
            "System.Runtime meter",
            "Generation 1 collections since the start."
        ),
        new(
            "gc-count.gen2",
            "count",
            MetricKind.Cumulative,
            "System.Runtime meter",
            "Generation 2 collections since the start."
        ),
        new("exceptions", "count", MetricKind.Cumulative, "System.Runtime meter", "Exceptions thrown since the start."),
        new(
            "lock-contentions",
            "count",
            MetricKind.Cumulative,
            "System.Runtime meter",
            "Contended monitor locks since the start."
        ),
        new("cpu", "s", MetricKind.Cumulative, "/proc", "CPU seconds, user and system, since the start."),
        new(
            "machine-steal",
            "s",
            MetricKind.Cumulative,
            "/proc",
            "CPU seconds per core that the hypervisor gave to others, since boot."
        ),
        new(
            "machine-load",
            "ratio",
            MetricKind.Gauge,
            "/proc",
            "Load average of the last minute per core of the machine."
        ),
        new(
            "requests",
            "count",
            MetricKind.Cumulative,
            "generator",
            "Requests completed, or operations counted, since the load began."
        ),
        new(
            "connections",
            "count",
            MetricKind.Gauge,
            "generator",
            "Connections to the target that the load holds open."
        ),
        new(
            "allocated-per-request",
            "bytes",
            MetricKind.Gauge,
            "derived",
            "Bytes allocated per request over the last minute."
        ),
        new("gc-pause-ratio", "ratio", MetricKind.Gauge, "derived", "Share of the last minute suspended by the GC."),
        new(
            "gc-per-minute.gen0",
            "count",
            MetricKind.Gauge,
            "derived",
            "Generation 0 collections per minute of load, without induced ones."
        ),
        new(
            "gc-per-minute.gen1",
            "count",
            MetricKind.Gauge,
            "derived",
            "Generation 1 collections per minute of load, without induced ones."
        ),
        new(
            "gc-per-minute.gen2",
            "count",
            MetricKind.Gauge,
            "derived",
            "Generation 2 collections per minute of load, without induced ones."
        ),
    ];

    /// <summary>The definition of a metric, or null when the name is not in the table.</summary>
    /// <param name="name">Metric name.</param>
    public static MetricDefinition? Find(string name) => All.FirstOrDefault(m => m.Name == name);
}
