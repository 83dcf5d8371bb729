using System.Globalization;

namespace SoakHarness.Targets;

/// <summary>
/// Counts the kernel's out-of-memory kills in the harness's cgroup and those below it, to tell such a kill from any
/// other SIGKILL.
/// </summary>
internal static class OutOfMemoryKills
{
    private const string Groups = "/sys/fs/cgroup";
    private static readonly EnumerationOptions All = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    /// <summary>Kills so far; null where the kernel does not say.</summary>
    internal static long? Count() => Count(Groups) ?? Read("/proc/vmstat");

    /// <summary>
    /// Kills in the groups that are mounted at a folder. Version 2 adds up what lies below, version 1 does not.
    /// </summary>
    /// <param name="mount">The folder.</param>
    internal static long? Count(string mount) =>
        Read(Path.Combine(mount, "memory.events")) ?? Sum(Path.Combine(mount, "memory"), "memory.oom_control");

    private static long? Sum(string folder, string file) =>
        Directory.Exists(folder)
        && Directory.EnumerateFiles(folder, file, All).Select(Read).OfType<long>().ToArray() is { Length: > 0 } counts
            ? counts.Sum()
            : null;

    private static long? Read(string file)
    {
        const string key = "oom_kill ";
        try
        {
            var line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal));
            return line is null ? null : long.Parse(line.AsSpan(key.Length), CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // No such file, or the group ended meanwhile.
            return null;
        }
    }
}
