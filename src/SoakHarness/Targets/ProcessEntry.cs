using System.Globalization;

namespace SoakHarness.Targets;

/// <summary>One process as /proc shows it.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="Parent">Id of its parent.</param>
/// <param name="Session">Id of its session.</param>
/// <param name="Start">Start, in clock ticks after boot: with the id it names a process for good, since ids are used
/// again.</param>
internal sealed record ProcessEntry(int Pid, int Parent, int Session, long Start)
{
    /// <summary>
    /// Reads one process; null when it is gone, or only waits for its parent to take note of its end.
    /// </summary>
    internal static ProcessEntry? Read(int pid)
    {
        try
        {
            return Parse(File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat")));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Parses a <c>stat</c> line: id, name in brackets (it may hold brackets and blanks), state, parent, group,
    /// session, …, start as field 22.
    /// </summary>
    internal static ProcessEntry? Parse(string stat)
    {
        const int startField = 22;
        var close = stat.LastIndexOf(')');
        if (
            close < 0
            || stat[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
                is not [var state, _, _, _, ..] fields
            || state is "Z" or "X"
        )
            return null;
        return
            fields.Length > startField - 3
            && int.TryParse(
                stat.AsSpan(0, stat.IndexOf(' ', StringComparison.Ordinal)),
                CultureInfo.InvariantCulture,
                out var pid
            )
            ? new ProcessEntry(
                pid,
                int.Parse(fields[1], CultureInfo.InvariantCulture),
                int.Parse(fields[3], CultureInfo.InvariantCulture),
                long.Parse(fields[startField - 3], CultureInfo.InvariantCulture)
            )
            : null;
    }
}
