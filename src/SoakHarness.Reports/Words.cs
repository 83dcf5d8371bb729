using SoakHarness.Model.Verdicts;

namespace SoakHarness.Reports;

/// <summary>Amounts and names in words, the same in every report; invariant culture.</summary>
internal static class Words
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary><c>BrokenEnvironment</c> becomes <c>broken-environment</c>.</summary>
    internal static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>An amount in the metric's unit.</summary>
    internal static string Amount(double value, string unit) => unit == "bytes" ? Bytes(value) : Digits(value);

    /// <summary>Bytes in the largest unit that leaves at least 1.</summary>
    internal static string Bytes(double bytes)
    {
        var size = Math.Abs(bytes);
        var unit = 0;
        for (; size >= 1000 && unit < Units.Length - 1; unit++)
            size /= 1000;
        return $"{(bytes < 0 ? "-" : "")}{Digits(size)} {Units[unit]}";
    }

    /// <summary>Growth with its interval, e.g. <c>1.02 KB per request (0.98 to 1.06)</c>.</summary>
    internal static string Rate(Interval rate, string unit, string per) =>
        $"{Amount(rate.Estimate, unit)} per {per} ({Amount(rate.Low, unit)} to {Amount(rate.High, unit)})";

    /// <summary>Time left, as a range in the unit that fits.</summary>
    internal static string TimeLeft(Interval seconds)
    {
        var (divisor, unit) = seconds.High switch { double.PositiveInfinity when seconds.Low < 7200 => (60.0, "min"), < 7200 => (60.0, "min"), < 172_800 => (3600.0, "h"), _ => (86_400.0, "days") };
        var (low, high) = (Part(seconds.Low / divisor, Math.Floor), double.IsFinite(seconds.High) ? Part(seconds.High / divisor, Math.Ceiling) : "");
        return high.Length == 0 ? $"{low} {unit} or later" : low == high ? $"about {low} {unit}" : $"{low} to {high} {unit}";
    }

    /// <summary>A limit as people set it: 512 MiB, not 537 MB.</summary>
    internal static string Limit(long bytes) => bytes switch
    {
        > 0 when bytes % (1L << 30) == 0 => FormattableString.Invariant($"{bytes >> 30} GiB"),
        > 0 when bytes % (1L << 20) == 0 => FormattableString.Invariant($"{bytes >> 20} MiB"),
        _ => Bytes(bytes),
    };

    /// <summary>Whole from 10 on: the end of an interval needs no more.</summary>
    private static string Part(double value, Func<double, double> round) => Digits(value < 10 ? round(value * 10) / 10 : round(value));

    /// <summary>Three significant digits.</summary>
    internal static string Digits(double value) => FormattableString.Invariant(Math.Abs(value) switch
    {
        >= 100 or 0 => (FormattableString)$"{value:0}",
        >= 10 => $"{value:0.#}",
        >= 0.01 => $"{value:0.##}",
        _ => $"{value:0.####}",
    });
}
