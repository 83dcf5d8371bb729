namespace SoakHarness.Analysis.Wording;

/// <summary>Amounts in words, invariant, three significant digits.</summary>
public static class Amounts
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>An amount of a metric.</summary>
    /// <param name="value">Amount.</param>
    /// <param name="isBytes">True for bytes, false for counts.</param>
    public static string Of(double value, bool isBytes)
    {
        if (!isBytes)
            return Digits(value);
        var size = Math.Abs(value);
        var unit = 0;
        for (; size >= 1000 && unit < Units.Length - 1; unit++)
            size /= 1000;
        return $"{(value < 0 ? "-" : "")}{Digits(size)} {Units[unit]}";
    }

    /// <summary>Minutes or hours, rounded up so that they are enough.</summary>
    /// <param name="minutes">Above 0.</param>
    public static string Time(double minutes) =>
        minutes < 90
            ? FormattableString.Invariant($"{Math.Max(1, Math.Ceiling(minutes)):0} min")
            : FormattableString.Invariant($"{Math.Ceiling(minutes / 6) / 10:0.#} h");

    /// <summary>The ends of an interval in brackets, after a space; empty where they read the same.</summary>
    internal static string Between(string low, string high) => low == high ? "" : $" ({low} to {high})";

    /// <summary>A span of time as its ends, or as one time when both ends have the same words.</summary>
    /// <param name="low">Minutes, above 0.</param>
    /// <param name="high">Minutes, at least <paramref name="low"/>; may be infinite.</param>
    public static string TimeBetween(double low, double high) =>
        !double.IsFinite(high) ? $"{Time(low)} or later"
        : Time(low) == Time(high) ? $"about {Time(low)}"
        : $"{Time(low)} to {Time(high)}";

    private static string Digits(double value)
    {
        var size = Math.Abs(value);
        return FormattableString.Invariant(
            size switch
            {
                >= 100 or 0 => (FormattableString)$"{value:0}",
                >= 10 => $"{value:0.#}",
                >= 0.01 => $"{value:0.##}",
                _ => $"{value:0.####}",
            }
        );
    }
}
