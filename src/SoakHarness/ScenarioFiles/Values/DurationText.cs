using System.Globalization;
using System.Text.RegularExpressions;

namespace SoakHarness.ScenarioFiles.Values;

/// <summary>
/// Durations as people write them: <c>500ms</c>, <c>90s</c>, <c>10m</c>, <c>8h</c>, <c>2d</c>, <c>1h30m</c>.
/// </summary>
public static partial class DurationText
{
    /// <summary>What a duration looks like, for messages.</summary>
    public const string Expected = "a duration like 500ms, 90s, 10m, 8h or 2d";

    /// <summary>The form of a duration, without anchors.</summary>
    internal const string Pattern = @"(\d+(\.\d+)?(ms|s|m|h|d))+";

    private const double LongestDays = 366;

    /// <summary>Reads a duration.</summary>
    /// <param name="text">Text to read.</param>
    /// <param name="duration">The duration, 0 to 366 days; zero when the text is none.</param>
    /// <returns>False when the text is no duration.</returns>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(text);
        duration = TimeSpan.Zero;
        if (!Whole().IsMatch(text))
        {
            return false;
        }

        var milliseconds = Part().Matches(text).Sum(Milliseconds);
        if (milliseconds > TimeSpan.FromDays(LongestDays).TotalMilliseconds)
        {
            return false;
        }

        duration = TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }

    private static double Milliseconds(Match part)
    {
        var amount = double.Parse(part.Groups["amount"].Value, CultureInfo.InvariantCulture);
        return amount
            * part.Groups["unit"].Value switch
            {
                "ms" => 1,
                "s" => 1_000,
                "m" => 60_000,
                "h" => 3_600_000,
                _ => 86_400_000,
            };
    }

    [GeneratedRegex(@"\A" + Pattern + @"\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<amount>\d+(\.\d+)?)(?<unit>ms|s|m|h|d)")]
    private static partial Regex Part();
}
