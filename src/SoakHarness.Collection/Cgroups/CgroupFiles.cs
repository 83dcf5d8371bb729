using System.Globalization;

namespace SoakHarness.Collection.Cgroups;

/// <summary>Parses the files of a memory cgroup, of both versions. Pure; sizes in bytes.</summary>
public static class CgroupFiles
{
    // Version 1 has no word for "no limit": it shows the largest number of pages, 2^63 less a page or so. No machine
    // has an exbibyte.
    private const long NoLimit = 1L << 60;

    /// <summary>A single number, such as <c>memory.current</c> or <c>memory.usage_in_bytes</c>.</summary>
    /// <param name="text">Content of the file.</param>
    /// <returns>The number, or null when the text is none.</returns>
    public static long? Number(string text) =>
        long.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>A limit, such as <c>memory.max</c> or <c>memory.limit_in_bytes</c>.</summary>
    /// <param name="text">Content of the file.</param>
    /// <returns>Bytes, or null when there is no limit (<c>max</c>, or the huge number of version 1).</returns>
    public static long? Limit(string text) => Number(text) is { } limit and > 0 and < NoLimit ? limit : null;

    /// <summary>A line of <c>memory.stat</c>.</summary>
    /// <param name="text">Content of the file.</param>
    /// <param name="key">Name at the beginning of the line, e.g. <c>anon</c>.</param>
    /// <returns>The number, or null when there is no such line.</returns>
    public static long? Field(string text, string key)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.Length > key.Length && line[key.Length] == ' ' && line.StartsWith(key, StringComparison.Ordinal))
                return Number(line[(key.Length + 1)..].ToString());
        }

        return null;
    }
}
