using SoakHarness.Collection.Cgroups;
using SoakHarness.Collection.Proc;

namespace SoakHarness.Collection.Heaps;

/// <summary>Memory of a process: what it has, and what it can still take.</summary>
internal static class TargetMemory
{
    /// <summary>
    /// Bytes that the process's cgroup and the machine have left, whichever is less; null when neither can be read.
    /// </summary>
    /// <param name="pid">Process.</param>
    internal static long? Headroom(int pid) =>
        new[]
        {
            ProcFiles.Kilobytes(KernelFile.Text("/proc/meminfo"), "MemAvailable"),
            CgroupPlace.Of("memory", pid) is { } place ? Left(place, KernelFile.Text) : null,
        }.Min();

    /// <summary>Resident bytes; null when the process is gone.</summary>
    /// <param name="pid">Process.</param>
    internal static long? Resident(int pid) => ProcFiles.Kilobytes(KernelFile.Text($"/proc/{pid}/status"), "VmRSS");

    /// <summary>
    /// What a cgroup and those that hold it leave of their limits; null without a limit. Page cache that is not in use
    /// is given back before the limit is reached.
    /// </summary>
    /// <param name="place">The group.</param>
    /// <param name="read">Content of a file; null when it is not there.</param>
    internal static long? Left(CgroupPlace place, Func<string, string?> read) =>
        place.Folders.Select(folder => Left(place.Version, file => read($"{folder}/{file}") ?? "")).Min();

    private static long? Left(CgroupVersion version, Func<string, string> read) =>
        CgroupFiles.Limit(read(version.Limit)) is { } limit && CgroupFiles.Number(read(version.Usage)) is { } used
            ? Math.Clamp(limit - used + (CgroupFiles.Field(read("memory.stat"), version.InactiveFile) ?? 0), 0, limit)
            : null;
}
