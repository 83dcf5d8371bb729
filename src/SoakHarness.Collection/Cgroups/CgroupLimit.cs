namespace SoakHarness.Collection.Cgroups;

/// <summary>The memory limit that a process's cgroups put on it.</summary>
/// <param name="Bytes">The smallest limit of its group and those that hold it.</param>
/// <param name="Origin">In words, which file said so.</param>
internal sealed record CgroupLimit(long Bytes, string Origin)
{
    /// <summary>Reads the limit.</summary>
    /// <param name="place">The group.</param>
    /// <param name="read">Content of a file; null when it is not there.</param>
    /// <returns>The limit, or null when there is none.</returns>
    internal static CgroupLimit? Read(CgroupPlace place, Func<string, string?> read) =>
        place
            .Folders.Select(folder =>
                (Folder: folder, Limit: CgroupFiles.Limit(read($"{folder}/{place.Version.Limit}") ?? ""))
            )
            .Where(found => found.Limit is not null)
            .Select(found => new CgroupLimit(found.Limit!.Value, Describe(place, found.Folder)))
            .MinBy(limit => limit.Bytes);

    private static string Describe(CgroupPlace place, string folder)
    {
        var group = folder[place.Mount.Length..];
        return FormattableString.Invariant(
            $"{place.Version.Limit} of cgroup v{place.Version.Number} {(group.Length == 0 ? "/" : group)}"
        );
    }
}
