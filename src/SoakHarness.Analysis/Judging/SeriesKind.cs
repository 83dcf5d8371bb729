namespace SoakHarness.Analysis.Judging;

/// <summary>What a series is, which decides how far it can be trusted.</summary>
public enum SeriesKind
{
    /// <summary>Live bytes after induced full GCs: few points, little noise.</summary>
    Floor,

    /// <summary>A count of resources: handles, threads, timers.</summary>
    Count,

    /// <summary>Memory outside the managed heap: climbs late in healthy services too.</summary>
    NativeMemory,

    /// <summary>A managed heap as it happens to be: what is live in it is not known.</summary>
    ManagedHeap,

    /// <summary>Anything else that is a level.</summary>
    Gauge,
}
