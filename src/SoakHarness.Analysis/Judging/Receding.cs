using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Judging;

/// <summary>
/// Whether the wait for a verdict recedes: a run that was as open after an eighth, a quarter and half of it was told to
/// go on each time. To tell it so again would be a promise that was broken three times.
/// </summary>
internal static class Receding
{
    private static readonly double[] Parts = [0.125, 0.25, 0.5];

    /// <summary>
    /// True when each of the parts that a run began with was open too, not for want of readings, and the first was told
    /// a time that has passed.
    /// </summary>
    /// <param name="series">The series with its warm-up, open.</param>
    /// <param name="options">Options of the whole.</param>
    /// <param name="judge">Judges a part.</param>
    internal static bool Is(
        JudgedSeries series,
        JudgeOptions options,
        Func<JudgedSeries, JudgeOptions, MetricFinding> judge
    )
    {
        var seconds = series.Times[^1] - series.Times[0];
        return Parts.All(part =>
            judge(Begin(series, part), Scaled(series, options, part)) is { MoreMinutesHigh: { } high } finding
            && finding.Code != ReasonCode.TooFewSamples
            && (part > Parts[0] || part * seconds + 60 * high <= seconds)
        );
    }

    private static JudgedSeries Begin(JudgedSeries series, double part)
    {
        var until = series.Times[0] + part * (series.Times[^1] - series.Times[0]);
        var count = series.Times.Count(t => t <= until);
        return series with
        {
            Times = series.Times[..count],
            Values = series.Values[..count],
            Requests = series.Requests?[..count],
        };
    }

    /// <summary>The warm-up is a share of the run; what was read after its end is not known yet.</summary>
    private static JudgeOptions Scaled(JudgedSeries series, JudgeOptions options, double part) =>
        options with
        {
            WarmUpUntil = series.Times[0] + part * (options.WarmUpUntil - series.Times[0]),
            Drained = [],
        };
}
