using System.Globalization;
using System.Text.RegularExpressions;

namespace SoakHarness.ScenarioFiles.Values;

/// <summary>
/// Sizes: binary units <c>KiB MiB GiB TiB</c>, decimal units <c>KB MB GB TB</c>, and <c>B</c> or <c>bytes</c>.
/// </summary>
public static partial class SizeText
{
    /// <summary>What a size looks like, for messages.</summary>
    public const string Expected = "a size like 512KiB, 1MiB or 2GB";

    /// <summary>The form of a size, without anchors.</summary>
    internal const string Pattern = @"\d+(\.\d+)? ?(B|bytes?|[KMGT]i?B)";

    private const double Largest = 1e18;

    /// <summary>Reads a size.</summary>
    /// <param name="text">Text to read.</param>
    /// <param name="bytes">The size in bytes, rounded, at most 1e18; zero when the text is none.</param>
    /// <returns>False when the text is no size.</returns>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        if (!TryParse(text, out double exact))
        {
            return false;
        }

        bytes = (long)Math.Round(exact);
        return true;
    }

    /// <summary>Reads a size without rounding it, for rates such as bytes per request.</summary>
    /// <param name="text">Text to read.</param>
    /// <param name="bytes">The size in bytes; zero when the text is none.</param>
    /// <returns>False when the text is no size.</returns>
    public static bool TryParse(string text, out double bytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        bytes = 0;
        var match = Whole().Match(text);
        if (!match.Success)
        {
            return false;
        }

        var amount = double.Parse(match.Groups["amount"].Value, CultureInfo.InvariantCulture);
        bytes = amount * BytesOf(match.Groups["unit"].Value);
        return bytes <= Largest;
    }

    private static double BytesOf(string unit)
    {
        var power = "KMGT".IndexOf(unit[0], StringComparison.Ordinal) + 1;
        return Math.Pow(unit.Contains('i', StringComparison.Ordinal) ? 1024 : 1000, power);
    }

    [GeneratedRegex(@"\A(?<amount>\d+(\.\d+)?) ?(?<unit>B|bytes?|[KMGT]i?B)\z")]
    private static partial Regex Whole();
}
