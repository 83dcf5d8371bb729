using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;
using static System.FormattableString;

namespace SoakHarness.Reports.Html;

/// <summary>What would change a verdict, in one sentence.</summary>
internal static class Reversal
{
    internal static string Of(MetricFinding finding, MinGrowth least) =>
        finding.Verdict switch
        {
            Verdict.Leak =>
                $"Clean if it levelled off or fell back in a longer run{(finding.Unit == "bytes" ? $", or grew by less than {Least(least)}" : "")}.",
            Verdict.Clean => $"A leak if {Turns(finding, least)}.",
            _ => $"{Decides(finding)}.",
        };

    private static string Decides(MetricFinding finding) =>
        finding switch
        {
            { MoreMinutes: { } low, MoreMinutesHigh: { } high } =>
                $"{Words.Digits(Math.Ceiling(low))} to {Words.Digits(Math.Ceiling(high))} more minutes of this load may decide",
            { MoreMinutes: { } more } =>
                $"At least {Words.Digits(Math.Ceiling(more))} more minutes of this load are needed",
            { Code: ReasonCode.NoFloor } =>
                "Checkpoints would decide: with watch.checkpoint the harness induces full GCs",
            { Code: ReasonCode.LoadConfounded } => "A constant load would decide",
            { Code: ReasonCode.TooFewSamples, Samples: > 0 } => "A longer run would decide",
            _ => "More time alone may not decide: the reason says what may",
        };

    private static string Turns(MetricFinding finding, MinGrowth least) =>
        finding.Code switch
        {
            ReasonCode.LevelledOff => "it began to grow again and went on to the end",
            ReasonCode.StepOnly => "more steps followed",
            ReasonCode.FallsBack => "what it gains were no longer given back",
            _ =>
                $"it grew on to the end{(finding.Unit == "bytes" ? $" by more than {Least(least)}" : "")}{Room(finding)}",
        };

    /// <summary>What the run leaves possible: the high end of the growth's interval.</summary>
    private static string Room(MetricFinding finding) =>
        finding.PerHour is { High: > 0 and < double.PositiveInfinity } hour
            ? $"; this run leaves room for {Words.Amount(hour.High, finding.Unit)} per hour"
            : "";

    private static string Least(MinGrowth least) =>
        least.Unit switch
        {
            GrowthUnit.PercentPerHour => Invariant($"{least.Value:0.###} % per hour"),
            GrowthUnit.BytesPerRequest => $"{Words.Limit((long)least.Value)} per request",
            _ => $"{Words.Limit((long)least.Value)} per hour",
        };
}
