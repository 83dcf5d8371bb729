namespace SoakHarness.Analysis.Resources;

/// <summary>Why resources are kept and how that is cured, in the words of the target's runtime.</summary>
internal static class ResourceCauses
{
    // What the runtime calls the threads of its pool.
    private const string PoolWorker = ".NET TP Worker";

    private static readonly Dictionary<string, string> DotNet = new()
    {
        ["handles"] = "They are opened and never closed: dispose each, e.g. with using.",
        ["threads"] = "Threads are started and never end: give each a way to stop, or use the thread pool.",
        ["workers"] =
            "Work blocks threads of the thread pool and does not end, so that the pool starts more: await what it waits for instead of .Result, .Wait() or a lock, and let it give up after a time.",
        ["child-processes"] =
            "Processes are started and never end: end each, e.g. with Kill after a time-out, and dispose it. Those that ended and are still there were started by native code, or by a process that ended before them: let an init process be the first of the container.",
        ["assemblies"] =
            "Assemblies are generated or loaded again and again: keep and reuse what generates them (serializers, compiled expressions, contexts), or unload it.",
        ["native-memory"] =
            "Which code allocated it is not known: only managed allocations are sampled. Look for unfreed AllocHGlobal, undisposed native wrappers and native libraries.",
    };

    private static readonly Dictionary<string, string> Go = new()
    {
        ["handles"] =
            "They are opened and never closed: defer Close() right after the check of the error, also before early returns.",
        ["sockets"] =
            "Connections are opened or accepted and never closed: close each response body and each connection, reuse one http.Client and one http.Transport, and close what was hijacked.",
        ["threads"] =
            "Threads of a Go program end only when their goroutine ends locked to them: look for runtime.LockOSThread without an end, and for many calls at once that block in C code or in system calls.",
        ["child-processes"] =
            "Processes are started and not waited for: call Wait after Start, also where the result does not matter, and end those that may hang, e.g. with exec.CommandContext.",
        ["native-memory"] =
            "Which code allocated it is not known: Go profiles only its own heap. Look for syscall.Mmap without Munmap, C.malloc without C.free, and libraries in C.",
    };

    /// <summary>The cause as a sentence; empty when there is none to tell.</summary>
    /// <param name="metric">Metric that leaks, as counted in the census.</param>
    /// <param name="name">One of the names that grow.</param>
    /// <param name="isGo">True for a Go program.</param>
    internal static string Of(string metric, string name, bool isGo)
    {
        var isSocket = metric == "handles" && name.StartsWith("socket", StringComparison.Ordinal);
        var isWorker = metric == "threads" && name == PoolWorker;
        return isGo
            ? Go.GetValueOrDefault(isSocket ? "sockets" : metric, "")
            : DotNet.GetValueOrDefault(isWorker ? "workers" : metric, "");
    }
}
