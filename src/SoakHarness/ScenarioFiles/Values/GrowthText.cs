using System.Globalization;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.ScenarioFiles.Values;

/// <summary>Growth: <c>1MiB/h</c>, <c>2%/h</c> of the base, <c>100 bytes/request</c>.</summary>
public static class GrowthText
{
    /// <summary>What a growth looks like, for messages.</summary>
    public const string Expected = "a growth like 1MiB/h, 2%/h or 100 bytes/request";

    /// <summary>The form of a growth, without anchors.</summary>
    internal const string Pattern = @"(" + SizeText.Pattern + @"/(h|request|operation)|\d+(\.\d+)?%/h)";

    /// <summary>Reads a growth.</summary>
    /// <param name="text">Text to read.</param>
    /// <returns>The growth, or null when the text is none.</returns>
    public static MinGrowth? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return null;
        }

        var (amount, per) = (text[..slash], text[(slash + 1)..]);
        return per switch
        {
            "h" when amount.EndsWith('%') => Percent(amount[..^1]),
            "h" => Bytes(amount, GrowthUnit.BytesPerHour),
            "request" or "operation" => Bytes(amount, GrowthUnit.BytesPerRequest),
            _ => null,
        };
    }

    private static MinGrowth? Percent(string amount) =>
        double.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            ? new MinGrowth(percent, GrowthUnit.PercentPerHour)
            : null;

    private static MinGrowth? Bytes(string amount, GrowthUnit unit) =>
        SizeText.TryParse(amount, out double bytes) ? new MinGrowth(bytes, unit) : null;
}
