using SoakHarness.Analysis.Wording;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Judging;

/// <summary>Why a series is open, and what to do about it, in one sentence or two.</summary>
/// <param name="Series">The series.</param>
/// <param name="Trend">Its growth.</param>
/// <param name="MinGrowth">The <c>min-growth</c> that would do, per second; null where none is asked for.</param>
internal sealed record OpenWords(JudgedSeries Series, Trend Trend, double? MinGrowth)
{
    private readonly bool _isBytes = Bar.IsBytes(Series.Metric);

    /// <summary>The sentence.</summary>
    /// <param name="code">Why it is open.</param>
    /// <param name="wait">How long to go on; null where time alone may not do.</param>
    internal string Of(ReasonCode code, Wait? wait)
    {
        var longer = wait is null ? "" : $"run {Amounts.TimeBetween(wait.Low, wait.High)} more ";
        return code switch
        {
            ReasonCode.LoadConfounded =>
                $"{Series.Metric} grew while the load changed with time; hold the load constant to tell one from the other.",
            ReasonCode.NoFloor =>
                $"What is live in the managed heap was not measured: {Series.Metric} holds garbage that was not collected yet. Take checkpoints (full GCs), or run until several full GCs came by themselves.",
            ReasonCode.TooShort =>
                $"{Series.Metric} grew by {Amount(Trend.Growth)}; healthy services do that too in their first half hour, if not by tens of megabytes. Run at least {Amounts.Time(wait!.Low)} more.",
            _ when wait is null => $"{What(code)}. {Rather()}",
            ReasonCode.FallsBack => $"{What(code)}; {longer}to see which wins.",
            ReasonCode.StepOnly => $"{What(code)}; {longer}to see whether there is another.",
            ReasonCode.Decelerating => $"{What(code)}; {longer}to see whether it levels off.",
            _ => $"{What(code)}; {longer.TrimEnd()}, which may tell.",
        };
    }

    private string What(ReasonCode code)
    {
        var grew = $"{Series.Metric} grew by {Amount(Trend.Growth)}";
        return code switch
        {
            ReasonCode.FallsBack => $"{grew} but gave back {Amount(Gates.LargestFall(Trend.Window.Values))} on the way",
            ReasonCode.StepOnly => $"{grew}, mostly in one step or two",
            ReasonCode.Decelerating => $"{grew}, ever more slowly",
            _ when Trend.Slope.Low > 0 =>
                $"{grew}{Amounts.Between(Amount(Trend.Slope.Low * Trend.Seconds), Amount(Trend.Slope.High * Trend.Seconds))}, and not surely to the end",
            _ =>
                $"{Series.Metric} {MetricVerb.Of(Series.Metric, "moves", "move")} too much to tell growth of the size that matters",
        };
    }

    /// <summary>What helps where time alone may not.</summary>
    private string Rather()
    {
        var steadier = Series.Kind switch
        {
            SeriesKind.Floor => " Steadier load and more checkpoints (a smaller watch.checkpoint.every) tell more.",
            SeriesKind.Count => " A steadier load tells more.",
            _ => "",
        };
        var least = MinGrowth is { } perSecond
            ? $" Growth above {Amount(perSecond * 3600)}/h is excluded: if less does not matter, set verdict.min-growth (--min-growth) to that."
            : "";
        return $"It was as open after an eighth, a quarter and half of the run, and has had the time it asked for since: more time alone may not decide it.{least}{steadier}";
    }

    private string Amount(double value) => Amounts.Of(value, _isBytes);
}
