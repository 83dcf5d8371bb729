using System.Globalization;
using System.Text.RegularExpressions;

namespace SoakHarness.Collection.Go;

/// <summary>
/// Reads <c>gctrace</c> lines among a Go program's own output. The runtime writes a line in pieces, so that other
/// output may stand before it, after it, or in the middle of it; only the last makes it unreadable.
/// </summary>
public static partial class GcTraceText
{
    private const long Mebibyte = 1 << 20;

    /// <summary>Reads one line.</summary>
    /// <param name="line">A line of output.</param>
    /// <param name="isBroken">True when it begins as a collection's line does and cannot be read.</param>
    /// <returns>The collection; null when there is none in the line.</returns>
    public static GcTrace? Read(string line, out bool isBroken)
    {
        isBroken = false;
        if (!line.Contains("gc ", StringComparison.Ordinal))
            return null;
        var match = Whole().Match(line);
        isBroken = !match.Success && Beginning().IsMatch(line);
        return match.Success ? Trace(match.Groups) : null;
    }

    private static GcTrace Trace(GroupCollection groups) =>
        new()
        {
            Number = Whole(groups["number"]),
            Seconds = Number(groups["at"].Value),
            CpuPercent = (int)Whole(groups["percent"]),
            ClockMs = Numbers(groups["clock"]),
            CpuMs = Numbers(groups["cpu"]),
            HeapBefore = Whole(groups["before"]) * Mebibyte,
            HeapAfter = Whole(groups["after"]) * Mebibyte,
            Live = Whole(groups["live"]) * Mebibyte,
            Goal = Whole(groups["goal"]) * Mebibyte,
            Stacks = groups["stacks"].Success ? Whole(groups["stacks"]) * Mebibyte : null,
            Globals = groups["globals"].Success ? Whole(groups["globals"]) * Mebibyte : null,
            Processors = (int)Whole(groups["processors"]),
            IsForced = groups["forced"].Success,
        };

    private static long Whole(Group group) => long.Parse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture);

    private static double Number(string text) =>
        double.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static double[] Numbers(Group group) => [.. group.Value.Split('+', '/').Select(Number)];

    [GeneratedRegex(@"\bgc [0-9]+ @")]
    private static partial Regex Beginning();

    // Sizes have at most 12 digits, so that no number is too large for its type.
    [GeneratedRegex(
        @"\bgc (?<number>[0-9]{1,12}) @(?<at>[0-9]{1,12}(\.[0-9]{1,9})?)s (?<percent>[0-9]{1,4})%: "
            + @"(?<clock>[0-9]{1,12}(\.[0-9]{1,9})?(\+[0-9]{1,12}(\.[0-9]{1,9})?){2}) ms clock, "
            + @"(?<cpu>[0-9]{1,12}(\.[0-9]{1,9})?([+/][0-9]{1,12}(\.[0-9]{1,9})?){4}) ms cpu, "
            + @"(?<before>[0-9]{1,12})->(?<after>[0-9]{1,12})->(?<live>[0-9]{1,12}) MB, (?<goal>[0-9]{1,12}) MB goal, "
            + @"((?<stacks>[0-9]{1,12}) MB stacks, (?<globals>[0-9]{1,12}) MB globals, )?(?<processors>[0-9]{1,6}) P(?<forced> \(forced\))?",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Whole();
}
