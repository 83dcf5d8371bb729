using System.Globalization;
using SoakHarness.Model.Metrics;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Load.Thresholds;

/// <summary>Checks thresholds against what was measured.</summary>
public static class ThresholdCheck
{
    /// <summary>Checks one threshold.</summary>
    /// <param name="threshold">Threshold.</param>
    /// <param name="load">Load of the run; null when none was driven.</param>
    /// <param name="metric">Gives the mean of a metric over the run, in its unit; null when it was not
    /// measured.</param>
    public static ThresholdResult Check(ThresholdExpression threshold, LoadSummary? load, Func<string, double?> metric)
    {
        var isWhole = threshold.Step is null || threshold.Step == load?.OnlyStep;
        var step = isWhole ? load?.Whole : load?.Steps.FirstOrDefault(s => s.Name == threshold.Step);
        if (!isWhole && step is null && load is not null)
            return new ThresholdResult(threshold.Text, null, $"there is no step {threshold.Step}");
        var value = step is null
            ? metric(threshold.Quantity)
            : Measure(threshold, step, load!.Seconds) ?? metric(threshold.Quantity);
        return value is { } known
            ? new ThresholdResult(threshold.Text, threshold.Holds(known), Words(threshold, step, known))
            : new ThresholdResult(threshold.Text, null, "nothing was measured");
    }

    private static double? Measure(ThresholdExpression threshold, StepSummary step, double seconds)
    {
        var durations = threshold.IsServiceTime ? step.ServiceTime : step.Durations;
        return threshold.Quantity switch
        {
            "mean" => durations.Mean() / 1e6,
            "max" => durations.Count() > 0 ? durations.MaxMicros / 1e6 : null,
            "rate" when threshold.IsOfAsked => step.Asked > 0 ? step.Completed / (double)step.Asked : null,
            "rate" => seconds > 0 ? step.Completed / seconds : null,
            "fail-rate" => step.Sent > 0 ? (step.Failed + step.TimedOut) / (double)step.Sent : null,
            "bytes" => step.Completed > 0 ? step.Bytes / (double)step.Completed : null,
            ['p', .. var percent]
                when double.TryParse(percent, NumberStyles.Float, CultureInfo.InvariantCulture, out var p) =>
                durations.Percentile(p) / 1e6,
            _ => null,
        };
    }

    private static string Words(ThresholdExpression threshold, StepSummary? step, double value) =>
        threshold.Quantity switch
        {
            "fail-rate" or "gc-pause-ratio" => FormattableString.Invariant($"{value:0.###%}"),
            "rate" => threshold.IsOfAsked
                ? FormattableString.Invariant($"{value:0.##%} of asked")
                : FormattableString.Invariant($"{value:0.##}/s"),
            "mean" or "max" or ['p', >= '0' and <= '9', ..] => FormattableString.Invariant(
                $"{value * 1000:0.###} ms{(step is { IsServiceTimeOnly: true } ? " of service time" : "")}"
            ),
            _ => Amount(value, Unit(threshold.Quantity)),
        };

    private static string Unit(string quantity) =>
        quantity == "bytes" ? quantity : MetricCatalog.Find(quantity)?.Unit ?? "";

    private static string Amount(double value, string unit) =>
        (unit, Math.Abs(value)) switch
        {
            ("bytes", >= 1L << 30) => FormattableString.Invariant($"{value / (1L << 30):0.##} GiB"),
            ("bytes", >= 1L << 20) => FormattableString.Invariant($"{value / (1L << 20):0.##} MiB"),
            ("bytes", >= 1L << 10) => FormattableString.Invariant($"{value / (1L << 10):0.##} KiB"),
            ("bytes", _) => FormattableString.Invariant($"{value:0.#} B"),
            ("s" or "ms", _) => FormattableString.Invariant($"{value:0.###} {unit}"),
            _ => FormattableString.Invariant($"{value:0.###}"),
        };
}
