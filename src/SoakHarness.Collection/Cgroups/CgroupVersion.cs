namespace SoakHarness.Collection.Cgroups;

/// <summary>The two file layouts of memory cgroups.</summary>
/// <param name="Number">1 or 2.</param>
/// <param name="Usage">File with the memory charged, in bytes.</param>
/// <param name="Limit">File with the limit.</param>
/// <param name="Anonymous">Line of <c>memory.stat</c> with anonymous memory, of the group and those below it.</param>
/// <param name="InactiveFile">Line of <c>memory.stat</c> with page cache that the kernel takes back first.</param>
internal sealed record CgroupVersion(int Number, string Usage, string Limit, string Anonymous, string InactiveFile)
{
    internal static CgroupVersion One { get; } =
        new(1, "memory.usage_in_bytes", "memory.limit_in_bytes", "total_rss", "total_inactive_file");

    internal static CgroupVersion Two { get; } = new(2, "memory.current", "memory.max", "anon", "inactive_file");
}
