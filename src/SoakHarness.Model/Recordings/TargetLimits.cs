namespace SoakHarness.Model.Recordings;

/// <summary>Facts of a recording that say at what its target must fail.</summary>
public static class TargetLimits
{
    /// <summary>Memory limit of the target's cgroup, in bytes.</summary>
    public const string Memory = "memory-limit";

    /// <summary>Which file says so.</summary>
    public const string MemorySource = "memory-limit-source";

    /// <summary>Size in bytes to which the GC of a .NET target lets its heap grow.</summary>
    public const string Heap = "heap-limit";

    /// <summary>What sets it.</summary>
    public const string HeapSource = "heap-limit-source";

    /// <summary>How many handles the target may have open.</summary>
    public const string Handles = "handle-limit";

    /// <summary>How many threads the target's cgroup may have.</summary>
    public const string Threads = "thread-limit";

    /// <summary>GOMEMLIMIT of a Go target, as it is written.</summary>
    public const string GoMemory = "gomemlimit";

    /// <summary>GOGC of a Go target, as it is written.</summary>
    public const string GoPercent = "gogc";
}
