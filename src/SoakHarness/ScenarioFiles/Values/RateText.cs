using System.Globalization;
using System.Text.RegularExpressions;

namespace SoakHarness.ScenarioFiles.Values;

/// <summary>Arrival rates: <c>200/s</c>, <c>6000/min</c>, <c>1/h</c>.</summary>
public static partial class RateText
{
    /// <summary>What a rate looks like, for messages.</summary>
    public const string Expected = "a rate like 200/s, 6000/min or 1/h, from 1/h to 100000/s";

    /// <summary>The form of a rate, without anchors.</summary>
    internal const string Pattern = @"\d+(\.\d+)?/(s|min|h)";

    private const double Lowest = 1.0 / 3600;
    private const double Highest = 100_000;

    /// <summary>Reads a rate.</summary>
    /// <param name="text">Text to read.</param>
    /// <param name="perSecond">Arrivals per second, 1/3600 to 100,000; zero when the text is none.</param>
    /// <returns>False when the text is no rate or out of range.</returns>
    public static bool TryParse(string text, out double perSecond)
    {
        ArgumentNullException.ThrowIfNull(text);
        perSecond = 0;
        var match = Whole().Match(text);
        if (!match.Success)
        {
            return false;
        }

        var amount = double.Parse(match.Groups["amount"].Value, CultureInfo.InvariantCulture);
        perSecond =
            amount
            / match.Groups["unit"].Value switch
            {
                "s" => 1,
                "min" => 60,
                _ => 3600,
            };
        return perSecond is >= Lowest and <= Highest;
    }

    [GeneratedRegex(@"\A(?<amount>\d+(\.\d+)?)/(?<unit>s|min|h)\z")]
    private static partial Regex Whole();
}
