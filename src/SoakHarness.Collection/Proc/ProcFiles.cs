using System.Globalization;

namespace SoakHarness.Collection.Proc;

/// <summary>Parses the files of /proc. Pure; sizes in bytes.</summary>
public static class ProcFiles
{
    /// <summary>A field of <c>status</c> or <c>smaps_rollup</c> that is given in kB, in bytes.</summary>
    /// <param name="text">Content of the file.</param>
    /// <param name="field">Field name without the colon, e.g. <c>RssAnon</c>.</param>
    /// <returns>Bytes, or null when the field is not there.</returns>
    public static long? Kilobytes(string text, string field) =>
        Number(text, field) is { } kilobytes ? kilobytes * 1024 : null;

    /// <summary>A numeric field of <c>status</c>.</summary>
    /// <param name="text">Content of the file.</param>
    /// <param name="field">Field name without the colon, e.g. <c>Threads</c>.</param>
    /// <returns>The number, or null when the field is not there.</returns>
    public static long? Number(string text, string field)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (
                !line.StartsWith(field, StringComparison.Ordinal)
                || line.Length <= field.Length
                || line[field.Length] != ':'
            )
                continue;
            var value = line[(field.Length + 1)..].Trim();
            var end = value.IndexOf(' ');
            return long.TryParse(
                end < 0 ? value : value[..end],
                NumberStyles.Integer,
                CultureInfo.InvariantCulture,
                out var number
            )
                ? number
                : null;
        }

        return null;
    }

    /// <summary>
    /// Anonymous memory, of <c>status</c>: what is resident and what was swapped out, which leaks all the same.
    /// </summary>
    /// <param name="text">Content of the file.</param>
    /// <returns>Bytes, or null when the field is not there.</returns>
    public static long? Anonymous(string text) => Kilobytes(text, "RssAnon") + (Kilobytes(text, "VmSwap") ?? 0);

    /// <summary>How many files a process may have open, of <c>limits</c>: the soft limit.</summary>
    /// <param name="text">Content of the file.</param>
    /// <returns>The number, or null when it is not there or unlimited.</returns>
    public static long? OpenFiles(string text)
    {
        const string name = "Max open files";
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!line.StartsWith(name, StringComparison.Ordinal))
                continue;
            var limits = line[name.Length..].TrimStart();
            return long.TryParse(
                limits[..limits.IndexOf(' ')],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var soft
            )
                ? soft
                : null;
        }

        return null;
    }

    /// <summary>The state of <c>stat</c>, e.g. <c>S</c> for a process that sleeps.</summary>
    /// <param name="text">Content of the file; the process name in it may hold spaces and brackets.</param>
    /// <returns>The letter, or null when the text is no stat line.</returns>
    public static char? State(string text)
    {
        var state = text.LastIndexOf(')') + 2;
        return state > 1 && state < text.Length ? text[state] : null;
    }

    /// <summary>CPU time of <c>stat</c>, user and system, in clock ticks.</summary>
    /// <param name="text">Content of the file; the process name in it may hold spaces and brackets.</param>
    /// <returns>Ticks, or null when the text is no stat line.</returns>
    public static long? CpuTicks(string text)
    {
        var close = text.LastIndexOf(')');
        if (close < 0)
            return null;
        // Field 3 (state) follows the name; utime and stime are fields 14 and 15.
        var fields = text[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
            fields.Length > 12
            && long.TryParse(fields[11], NumberStyles.None, CultureInfo.InvariantCulture, out var user)
            && long.TryParse(fields[12], NumberStyles.None, CultureInfo.InvariantCulture, out var system)
            ? user + system
            : null;
    }
}
