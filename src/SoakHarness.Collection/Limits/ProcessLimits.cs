using System.Globalization;
using SoakHarness.Collection.Cgroups;
using SoakHarness.Collection.Proc;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;
using static System.StringComparison;

namespace SoakHarness.Collection.Limits;

/// <summary>
/// Tells once, at the start, at what a target must fail: how many handles and threads it may have, how large its GC
/// lets the heap grow, and how much larger than what is live the heap of a Go program gets between collections.
/// </summary>
internal static class ProcessLimits
{
    private const string Memory = "GOMEMLIMIT=";
    private const string Percent = "GOGC=";

    internal static void Tell(SidecarContext context, TargetRuntime runtime, long? cgroup)
    {
        var pid = context.Options.Pid;
        if (ProcFiles.OpenFiles(KernelFile.Text($"/proc/{pid}/limits")) is { } handles)
            context.Fact(TargetLimits.Handles, Number(handles));
        if (Threads(pid) is { } threads)
            context.Fact(TargetLimits.Threads, Number(threads));
        var variables = ProcessEnvironment.Of(pid);
        if (runtime == TargetRuntime.DotNet)
            TellHeap(context, variables, RuntimeConfiguration.Of(pid), cgroup);
        if (runtime != TargetRuntime.Go)
            return;
        foreach (var (variable, fact) in new[] { (Memory, TargetLimits.GoMemory), (Percent, TargetLimits.GoPercent) })
        {
            if (variables.FirstOrDefault(v => v.StartsWith(variable, Ordinal)) is { } set)
                context.Fact(fact, set[variable.Length..]);
        }
    }

    /// <summary>The smallest limit of its group and those that hold it, of threads as of processes.</summary>
    private static long? Threads(int pid) =>
        CgroupPlace
            .Of("pids", pid)
            ?.Folders.Select(folder => CgroupFiles.Limit(KernelFile.Text($"{folder}/pids.max")))
            .Min();

    private static void TellHeap(
        SidecarContext context,
        IReadOnlyList<string> variables,
        string? configuration,
        long? cgroup
    )
    {
        var machine = ProcFiles.Kilobytes(KernelFile.Text("/proc/meminfo"), "MemTotal") ?? 0;
        if (HeapLimit.Of(variables, configuration, cgroup, machine) is not { } limit)
            return;
        context.Fact(TargetLimits.Heap, Number(limit.Bytes));
        context.Fact(TargetLimits.HeapSource, limit.Origin);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
