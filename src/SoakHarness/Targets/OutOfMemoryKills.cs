using System.Globalization;

namespace SoakHarness.Targets;

/// <summary>
/// Counts the kernel's out-of-memory kills in the harness's cgroup, to tell such a kill from any other SIGKILL.
/// </summary>
internal static class OutOfMemoryKills
{
    /// <summary>Kills so far; null where the kernel does not say.</summary>
    internal static long? Count() =>
        Read("/sys/fs/cgroup/memory.events", "oom_kill")
        ?? Read("/sys/fs/cgroup/memory/memory.oom_control", "oom_kill")
        ?? Read("/proc/vmstat", "oom_kill");

    private static long? Read(string file, string key)
    {
        if (!File.Exists(file))
            return null;
        var line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith(key + " ", StringComparison.Ordinal));
        return line is null ? null : long.Parse(line[(key.Length + 1)..], CultureInfo.InvariantCulture);
    }
}
