using SoakHarness.Analysis.Wording;
using SoakHarness.Model.Comparisons;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Comparing;

/// <summary>A change in plain words: <c>p99 worse by 11-14 %</c>.</summary>
internal static class ChangeWords
{
    internal static string Of(Change change, Measure measure)
    {
        if (change.Kind == ChangeKind.Same)
            return $"{change.Measure}: no change shown ({Reach(change)})";
        var word = change.Kind == ChangeKind.Better ? "better" : "worse";
        var small = change.Kind == ChangeKind.Worse ? ", within the tolerance" : "";
        return $"{change.Measure} {word} by {Size(change)}{small} ({Amount(change.Before!.Estimate, measure)} -> {Amount(change.After!.Estimate, measure)})";
    }

    private static string Size(Change change) =>
        change.Share is { } share && change.Measure != Measure.LeakRate
            ? Percent(share)
            : Range(change.Difference!, x => Plain(x, change.Unit));

    /// <summary>11-14 %, both ends without their sign.</summary>
    private static string Percent(Interval share) =>
        Range(share, x => Amounts.Of(Math.Round(100 * x, Math.Abs(x) < 0.1 ? 1 : 0), false)) + " %";

    private static string Range(Interval interval, Func<double, string> text)
    {
        var (low, high) = (
            Math.Min(Math.Abs(interval.Low), Math.Abs(interval.High)),
            Math.Max(Math.Abs(interval.Low), Math.Abs(interval.High))
        );
        return text(low) == text(high) ? text(low) : $"{text(low)}-{text(high)}";
    }

    private static string Reach(Change change) =>
        change.Share is { } share
            ? FormattableString.Invariant($"{100 * share.Low:+0.#;-0.#;0} % to {100 * share.High:+0.#;-0.#;0} %")
            : $"{Plain(change.Difference!.Low, change.Unit)} to {Plain(change.Difference.High, change.Unit)}";

    private static string Amount(double value, Measure measure) => Plain(value, measure.Unit);

    private static string Plain(double value, string unit) =>
        unit switch
        {
            "ms" => $"{Amounts.Of(value, false)} ms",
            "ratio" => FormattableString.Invariant($"{100 * value:0.###} %"),
            _ => Amounts.Of(value, unit == "bytes"),
        };
}
