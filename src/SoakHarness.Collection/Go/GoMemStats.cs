namespace SoakHarness.Collection.Go;

/// <summary>
/// Writes Go's memory statistics under our names, wherever they were read: expvar, or the end of a heap profile.
/// </summary>
/// <param name="context">Where readings go.</param>
/// <param name="committed">Told what the Go runtime owns, in bytes.</param>
internal sealed class GoMemStats(SidecarContext context, Action<long> committed)
{
    private static readonly (string Field, string Metric, double Factor)[] Fields =
    [
        ("HeapAlloc", "heap", 1),
        ("TotalAlloc", "allocated", 1),
        ("HeapObjects", "heap-objects", 1),
        ("NumGC", "gc-count.gen2", 1),
        ("PauseTotalNs", "gc-pause", 1e-6),
    ];

    /// <summary>Writes what is there.</summary>
    /// <param name="find">Gives a statistic by its name; null when it is missing.</param>
    /// <returns>False when not even the size of the heap was there.</returns>
    internal bool Write(Func<string, double?> find)
    {
        if (find("HeapAlloc") is null)
            return false;
        foreach (var (field, metric, factor) in Fields)
        {
            if (find(field) is { } value)
                context.Read(metric, value * factor);
        }

        if (find("Sys") - find("HeapReleased") is { } owned)
        {
            context.Read("committed", owned);
            committed((long)owned);
        }

        return true;
    }
}
