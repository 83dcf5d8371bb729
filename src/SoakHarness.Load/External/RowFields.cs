using System.Globalization;

namespace SoakHarness.Load.External;

/// <summary>Reads what the fields of results have in common.</summary>
internal static class RowFields
{
    /// <summary>Kind of a failure that is a status of HTTP.</summary>
    internal static string Status(string status) => $"status {status}";

    /// <summary>A finite number.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static double Number(string text, string column) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : throw new FormatException($"{column} \"{text}\" is no number");

    /// <summary>A duration in milliseconds, as seconds.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static double Milliseconds(string text, string column) =>
        Number(text, column) is >= 0 and var number
            ? number / 1e3
            : throw new FormatException($"{column} \"{text}\" is below 0");

    /// <summary>
    /// Seconds since 1970: a number, whose size tells seconds, milliseconds, microseconds and nanoseconds apart, or a
    /// time of ISO 8601 with its offset.
    /// </summary>
    /// <exception cref="FormatException">It is neither.</exception>
    internal static double Time(string text, string column)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return Math.Abs(number) switch
            {
                < 1e11 => number,
                < 1e14 => number / 1e3,
                < 1e17 => number / 1e6,
                _ => number / 1e9,
            };
        return DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var moment
        )
            ? (moment - DateTimeOffset.UnixEpoch).TotalSeconds
            : throw new FormatException($"{column} \"{text}\" is no time since 1970 and no time of ISO 8601");
    }

    /// <summary>Where each column of a header stands; of two of one name, the first.</summary>
    internal static Dictionary<string, int> Columns(IEnumerable<string> names)
    {
        var columns = new Dictionary<string, int>();
        foreach (var (index, name) in names.Index())
            columns.TryAdd(name, index);
        return columns;
    }
}
