using System.Text.RegularExpressions;
using SoakHarness.Model.Metrics;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Reports;

/// <summary>Amounts and names in words, the same in every report; invariant culture.</summary>
internal static partial class Words
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>What stands before durations that are no latency; empty before latency.</summary>
    internal static string ServiceTime(StepSummary step) => step.IsServiceTimeOnly ? "service time " : "";

    /// <summary><c>BrokenEnvironment</c> becomes <c>broken-environment</c>.</summary>
    internal static string Kebab(string name) =>
        string.Concat(
            name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString())
        );

    /// <summary>An amount in the metric's unit.</summary>
    internal static string Amount(double value, string unit) => unit == "bytes" ? Bytes(value) : Digits(value);

    /// <summary>The level in the first and the last part that was judged; empty when there was no reading.</summary>
    internal static string FromTo(MetricFinding finding) =>
        finding.Samples == 0 ? "" : $"{Level(finding, finding.FloorBefore)} -> {Level(finding, finding.FloorAfter)}";

    /// <summary>A level of a finding; empty when there was no reading.</summary>
    internal static string Level(MetricFinding finding, double value) =>
        finding.Samples == 0 ? "" : Amount(value, finding.Unit);

    /// <summary>How often requests failed in one way, and an example of it.</summary>
    internal static string Error(ErrorCount error) =>
        FormattableString.Invariant($"{error.Count} × {error.Kind}")
        + (error.Example.Length > 0 ? $": {error.Example}" : "");

    /// <summary>Bytes in the largest unit that leaves at least 1.</summary>
    internal static string Bytes(double bytes)
    {
        var size = Math.Abs(bytes);
        var unit = 0;
        for (; size >= 1000 && unit < Units.Length - 1; unit++)
            size /= 1000;
        return $"{(bytes < 0 ? "-" : "")}{Digits(size)} {Units[unit]}";
    }

    /// <summary>Growth with its interval in the estimate's unit, e.g. <c>1.02 KB per request (0.98-1.06)</c>.</summary>
    internal static string Rate(Interval rate, string unit, string per)
    {
        var scale = unit == "bytes" ? Scale(rate.Estimate) : 1;
        var (low, high) = (Digits(rate.Low / scale), Digits(rate.High / scale));
        var reach =
            low == high ? ""
            : rate.Low < 0 ? $" ({low} to {high})"
            : $" ({low}-{high})";
        return $"{Amount(rate.Estimate, unit)} per {per}{reach}";
    }

    /// <summary>Time left as its ends, rounded as the analysis rounds them: never two figures for one thing.</summary>
    internal static string TimeLeft(Interval seconds)
    {
        var (low, high) = (Time(seconds.Low / 60), double.IsFinite(seconds.High) ? Time(seconds.High / 60) : "");
        var isOneUnit = high.Length > 0 && low.Split(' ')[1] == high.Split(' ')[1];
        return high.Length == 0 ? $"{low} or later"
            : low == high ? $"about {low}"
            : isOneUnit ? $"{low.Split(' ')[0]}-{high}"
            : $"{low} to {high}";
    }

    /// <summary>Minutes or hours, rounded up.</summary>
    private static string Time(double minutes) =>
        minutes < 90
            ? FormattableString.Invariant($"{Math.Max(1, Math.Ceiling(minutes)):0} min")
            : FormattableString.Invariant($"{Math.Ceiling(minutes / 6) / 10:0.#} h");

    /// <summary>Keeps a number and its unit on one line.</summary>
    internal static string Unbroken(string text) => Spaces().Replace(text, "$1\u00a0$2");

    [GeneratedRegex(@"(\d) (B|KB|MB|GB|TB|MiB|GiB|min|h|ms)\b")]
    private static partial Regex Spaces();

    private static double Scale(double bytes)
    {
        var unit = 0;
        for (var size = Math.Abs(bytes); size >= 1000 && unit < Units.Length - 1; unit++)
            size /= 1000;
        return Math.Pow(1000, unit);
    }

    /// <summary>A limit as people set it: 512 MiB, not 537 MB.</summary>
    internal static string Limit(long bytes) => BinarySize.Of(bytes) ?? Bytes(bytes);

    /// <summary>Three significant digits.</summary>
    internal static string Digits(double value) =>
        FormattableString.Invariant(
            Math.Abs(value) switch
            {
                >= 100 or 0 => (FormattableString)$"{value:0}",
                >= 10 => $"{value:0.#}",
                >= 0.01 => $"{value:0.##}",
                _ => $"{value:0.####}",
            }
        );
}
