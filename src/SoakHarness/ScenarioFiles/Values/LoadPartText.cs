using System.Globalization;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.ScenarioFiles.Values;

/// <summary>Parts of a load as people write them, and the window of a randomised mix without one.</summary>
internal static class LoadPartText
{
    /// <summary>Window of <c>mix: randomised</c>.</summary>
    public static readonly TimeSpan RandomisedWindow = TimeSpan.FromSeconds(30);

    /// <summary>Reads <c>1/2</c>.</summary>
    /// <param name="text">Text to read.</param>
    /// <returns>The part, or null when the text is none or the number is above the count.</returns>
    public static LoadPart? Parse(string text) =>
        text.Split('/') is [var number, var count]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var of)
        && n >= 1
        && n <= of
            ? new LoadPart(n, of)
            : null;
}
