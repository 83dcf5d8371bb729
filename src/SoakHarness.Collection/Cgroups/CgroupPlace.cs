using SoakHarness.Collection.Proc;

namespace SoakHarness.Collection.Cgroups;

/// <summary>
/// Where a cgroup of a process is mounted. Found from two texts, so that it is the same everywhere.
/// </summary>
/// <param name="Version">Layout of its files.</param>
/// <param name="Mount">Mount point of the hierarchy.</param>
/// <param name="Path">The group below the mount point, beginning with a slash; <c>/</c> for the topmost one that can be
/// seen.</param>
internal sealed record CgroupPlace(CgroupVersion Version, string Mount, string Path)
{
    /// <summary>
    /// The group's folders, its own first, then those of the groups that hold it, up to the mount point.
    /// </summary>
    internal IEnumerable<string> Folders
    {
        get
        {
            for (var path = Path.TrimEnd('/'); path.Length > 0; path = path[..path.LastIndexOf('/')])
                yield return Mount + path;
            yield return Mount;
        }
    }

    /// <summary>The group of a process; null when it is in no such cgroup that is mounted here.</summary>
    /// <param name="controller">What the group controls, e.g. <c>memory</c> or <c>pids</c>.</param>
    /// <param name="pid">Process.</param>
    internal static CgroupPlace? Of(string controller, int pid) =>
        Find(controller, KernelFile.Text($"/proc/{pid}/cgroup"), KernelFile.Text("/proc/self/mountinfo"));

    /// <summary>
    /// Finds the group. Where both versions are mounted, version 1 has the controller if it lists it.
    /// </summary>
    /// <param name="controller">What the group controls, e.g. <c>memory</c> or <c>pids</c>.</param>
    /// <param name="membership">Content of <c>/proc/PID/cgroup</c> of the process.</param>
    /// <param name="mounts">Content of <c>/proc/self/mountinfo</c> of the reader, whose view of the files
    /// counts.</param>
    /// <returns>The place, or null when the process is in no such cgroup that is mounted here.</returns>
    internal static CgroupPlace? Find(string controller, string membership, string mounts)
    {
        var groups = Lines(membership).Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3).ToArray();
        var one = groups.FirstOrDefault(parts => parts[1].Split(',').Contains(controller));
        if (one is not null)
            return Place(controller, CgroupVersion.One, one[2], mounts);
        var two = groups.FirstOrDefault(parts => parts is ["0", "", _]);
        return two is null ? null : Place(controller, CgroupVersion.Two, two[2], mounts);
    }

    private static CgroupPlace? Place(string controller, CgroupVersion version, string path, string mounts)
    {
        // 35 31 0:32 ROOT MOUNT rw,relatime - cgroup cgroup rw,memory
        foreach (var line in Lines(mounts))
        {
            if (line.Split(" - ", 2) is not [var left, var right])
                continue;
            if (left.Split(' ') is [_, _, _, var root, var mount, ..] && Has(controller, version, right.Split(' ')))
                return new CgroupPlace(version, Unescape(mount), Below(Unescape(root), path));
        }

        return null;
    }

    private static bool Has(string controller, CgroupVersion version, string[] mounted) =>
        version.Number == 2
            ? mounted[0] == "cgroup2"
            : mounted[0] == "cgroup" && mounted[^1].Split(',').Contains(controller);

    /// <summary>
    /// The path seen from the root of the mount. A group outside of it (of another container) cannot be seen: then the
    /// topmost one counts.
    /// </summary>
    private static string Below(string root, string path)
    {
        if (path.StartsWith("/..", StringComparison.Ordinal))
            return "/";
        if (root == "/")
            return path;
        var isInside = path == root || path.StartsWith(root + "/", StringComparison.Ordinal);
        return isInside && path.Length > root.Length ? path[root.Length..] : "/";
    }

    /// <summary>The kernel writes blanks in mount points as octal numbers.</summary>
    private static string Unescape(string text) => text.Replace("\\040", " ", StringComparison.Ordinal);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
