using System.Globalization;
using static System.StringComparison;

namespace SoakHarness.Collection.Proc;

/// <summary>
/// Where the files of a process are found: those of a process in a container have another root than ours.
/// </summary>
internal static class TargetRoot
{
    /// <summary>
    /// What stands before an absolute path of the process, so that it names the same file here; empty where we see the
    /// same files, or are not told.
    /// </summary>
    /// <param name="pid">Process.</param>
    internal static string Of(int pid) =>
        Mounts("self") is { } own && Mounts($"{pid}") is { } theirs && theirs != own ? $"/proc/{pid}/root" : "";

    /// <summary>The id under which a process knows itself; ours of it where we are not told.</summary>
    /// <param name="pid">Process.</param>
    internal static int IdInside(int pid)
    {
        const string key = "NSpid:";
        try
        {
            var ids = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(line => line.StartsWith(key, Ordinal));
            return int.TryParse(ids?.Split('\t')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var inner)
                ? inner
                : pid;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return pid;
        }
    }

    /// <summary>The folder in which a process has its temporary files, as it names it itself.</summary>
    /// <param name="pid">Process.</param>
    internal static string TemporaryFolder(int pid)
    {
        const string key = "TMPDIR=";
        var variable = ProcessEnvironment
            .Of(pid)
            .FirstOrDefault(v => v.StartsWith(key, Ordinal) && v.Length > key.Length);
        return variable?[key.Length..] ?? "/tmp";
    }

    private static string? Mounts(string process)
    {
        try
        {
            return new FileInfo($"/proc/{process}/ns/mnt").LinkTarget;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
