namespace SoakHarness.Collection.Proc;

/// <summary>What /proc tells of the threads of a .NET process.</summary>
internal static class TargetThreads
{
    private const string Finalizer = ".NET Finalizer";

    /// <summary>True when a signal, a debugger or a tracer has stopped the process.</summary>
    /// <param name="pid">The process.</param>
    internal static bool IsStopped(int pid) => ProcFiles.State(KernelFile.Text($"/proc/{pid}/stat")) is 'T' or 't';

    /// <summary>How often the finalizer thread was switched to; null when there is none to be seen.</summary>
    /// <param name="pid">The process.</param>
    internal static long? FinalizerSwitches(int pid)
    {
        var folder = $"/proc/{pid}/task";
        if (!Directory.Exists(folder))
            return null;
        var thread = Directory
            .GetDirectories(folder)
            .FirstOrDefault(t => KernelFile.Text($"{t}/comm").TrimEnd() == Finalizer);
        return thread is null ? null : Switches(KernelFile.Text($"{thread}/status"));
    }

    private static long? Switches(string status) =>
        ProcFiles.Number(status, "voluntary_ctxt_switches") + ProcFiles.Number(status, "nonvoluntary_ctxt_switches");
}
