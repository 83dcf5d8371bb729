using System.Globalization;

namespace SoakHarness.Collection.Go;

/// <summary>The memory statistics at the end of a text heap profile (<c># HeapAlloc = 123</c>).</summary>
public static class MemStatsText
{
    /// <summary>One statistic.</summary>
    /// <param name="profile">Body of <c>/debug/pprof/heap?debug=1</c>.</param>
    /// <param name="name">Name, e.g. <c>HeapAlloc</c>.</param>
    /// <returns>Its value, or null when it is not there.</returns>
    public static long? Find(string profile, string name)
    {
        var prefix = $"# {name} = ";
        foreach (var line in profile.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal))
                return long.TryParse(
                    line[prefix.Length..],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var value
                )
                    ? value
                    : null;
        }

        return null;
    }
}
