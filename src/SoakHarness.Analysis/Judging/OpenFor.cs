using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Judging;

/// <summary>
/// What an open series is said to be open for: only what can be seen in it. That a gate stopped a conviction is no
/// reason for a person; that it grew in a step, slowed down or gave back what it grew is one.
/// </summary>
internal static class OpenFor
{
    /// <summary>Where growth would have been the likelier story.</summary>
    internal static ReasonCode Likely(Trend trend) =>
        Gates.IsGivenBack(trend) ? GivenBack(trend)
        : Gates.IsSteps(trend) && Steps(trend) == ReasonCode.StepOnly ? ReasonCode.StepOnly
        : Unlikely(trend);

    /// <summary>Where no growth is the likelier story, or as likely.</summary>
    internal static ReasonCode Unlikely(Trend trend) =>
        trend.Slope.Low > 0 && Gates.IsPlainlyDecelerating(trend) ? ReasonCode.Decelerating : ReasonCode.TooNoisy;

    /// <summary>Of growth that was not large beside what was given back.</summary>
    internal static ReasonCode GivenBack(Trend trend) =>
        trend.Growth > 0 && Gates.LargestFall(trend.Window.Values) > 0 ? ReasonCode.FallsBack : ReasonCode.TooNoisy;

    /// <summary>Of growth that came in steps, as far as it grew and was not given back.</summary>
    internal static ReasonCode Steps(Trend trend)
    {
        var values = trend.Window.Values;
        var hasGrown = trend.Growth > 0 && values[^1] > values[0];
        return hasGrown && Gates.LargestFall(values) < (values[^1] - values[0]) / 2
            ? ReasonCode.StepOnly
            : ReasonCode.TooNoisy;
    }
}
