using System.Globalization;

namespace SoakHarness.Targets;

/// <summary>The processes of a machine, and which of them belong to a target.</summary>
internal static class ProcessTree
{
    /// <summary>All processes that can be seen.</summary>
    internal static IReadOnlyList<ProcessEntry> All() =>
        Directory.Exists("/proc")
            ?
            [
                .. Directory
                    .EnumerateDirectories("/proc")
                    .Select(path =>
                        int.TryParse(
                            Path.GetFileName(path),
                            NumberStyles.None,
                            CultureInfo.InvariantCulture,
                            out var pid
                        )
                            ? ProcessEntry.Read(pid)
                            : null
                    )
                    .OfType<ProcessEntry>(),
            ]
            : [];

    /// <summary>
    /// A process, everything below it, and what was below it: a child whose parent has ended is given to another one,
    /// but stays in its session.
    /// </summary>
    /// <param name="all">All processes.</param>
    /// <param name="root">Id of the process at the top.</param>
    internal static IEnumerable<ProcessEntry> Of(IReadOnlyList<ProcessEntry> all, int root)
    {
        var session = all.FirstOrDefault(p => p.Pid == root)?.Session;
        var leader = all.FirstOrDefault(p => p.Pid == session);
        var parents = all.ToDictionary(p => p.Pid, p => p.Parent);
        return all.Where(p => IsBelow(parents, p.Pid, root) || p.Session == session && p != leader);
    }

    private static bool IsBelow(Dictionary<int, int> parents, int pid, int root)
    {
        var at = pid;
        for (var depth = 0; depth <= parents.Count && at != root; depth++)
        {
            if (!parents.TryGetValue(at, out at))
                return false;
        }

        return at == root;
    }
}
