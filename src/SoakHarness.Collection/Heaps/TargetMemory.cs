using System.Globalization;
using SoakHarness.Collection.Proc;

namespace SoakHarness.Collection.Heaps;

/// <summary>Memory of a process: what it has, and what it can still take.</summary>
internal static class TargetMemory
{
    /// <summary>
    /// Bytes that the process's cgroup and the machine have left, whichever is less; null when neither can be read.
    /// </summary>
    /// <param name="pid">Process.</param>
    internal static long? Headroom(int pid)
    {
        long?[] left =
        [
            ProcFiles.Kilobytes(Text("/proc/meminfo"), "MemAvailable"),
            .. Cgroups(Text($"/proc/{pid}/cgroup")),
        ];
        return left.Min();
    }

    /// <summary>Resident bytes; null when the process is gone.</summary>
    /// <param name="pid">Process.</param>
    internal static long? Resident(int pid) => ProcFiles.Kilobytes(Text($"/proc/{pid}/status"), "VmRSS");

    /// <summary>What a cgroup has left by its two files; null without a limit.</summary>
    internal static long? Cgroup(string limit, string usage) =>
        Number(limit) is { } most && Number(usage) is { } used && most < long.MaxValue / 2
            ? Math.Max(0, most - used)
            : null;

    private static IEnumerable<long?> Cgroups(string membership)
    {
        foreach (
            var parts in membership.Split('\n').Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3)
        )
        {
            if (parts[0] == "0" && parts[1].Length == 0)
                yield return Cgroup(
                    Text($"/sys/fs/cgroup{parts[2]}/memory.max"),
                    Text($"/sys/fs/cgroup{parts[2]}/memory.current")
                );
            else if (parts[1].Split(',').Contains("memory"))
                yield return Cgroup(
                    Text($"/sys/fs/cgroup/memory{parts[2]}/memory.limit_in_bytes"),
                    Text($"/sys/fs/cgroup/memory{parts[2]}/memory.usage_in_bytes")
                );
        }
    }

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path).TrimEnd('\n');
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
