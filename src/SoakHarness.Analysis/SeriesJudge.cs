using SoakHarness.Analysis.Fitting;
using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis;

/// <summary>
/// Judges one series. A leak is growth at the end of the run that is surely above the bar (model average), goes on in
/// the later part, does not slow down, and is large beside everything that was ever given back. Clean is growth that is
/// surely below the bar, or too small to be seen by a run that would see growth that matters. Everything else is
/// inconclusive, with what would decide it.
/// </summary>
public static class SeriesJudge
{
    private const double LeakProbability = 0.97;
    private const double FewLeakProbability = 0.98;
    private const int FewPoints = 24;
    private const int VeryLong = 5000;
    private const double PlainScatter = 8;
    private const double LateLeakProbability = 0.97;
    private const double SteadyProbability = 0.5;
    private const double BeganLater = 0.7;
    private const int ManyFloors = 20;

    // In standard deviations of one floor.
    private const double FarAbove = 10;
    private const double LikelyGrowth = 0.5;
    private const double CleanProbability = 0.07;
    private const int FewerWindows = 2;
    private static readonly double[] LateWindows = [0.65, 0.5, 0.36];

    /// <summary>Judges.</summary>
    /// <param name="series">The series with its warm-up.</param>
    /// <param name="options">Bar, warm-up, drained readings, memory limit.</param>
    public static MetricFinding Judge(JudgedSeries series, JudgeOptions options)
    {
        var finding = Decide(series, options);
        if (
            finding.MoreMinutesHigh is not null
            && finding.Samples >= Trend.Needed
            && Receding.Is(series, options, Decide)
        )
            finding = Decide(series, options with { Recedes = true });
        return finding with { Confidence = Calibration.Confidence(finding) };
    }

    private static MetricFinding Decide(JudgedSeries series, JudgeOptions options)
    {
        var finding = DecideAll(series, options);
        if (
            finding.Verdict != Verdict.Inconclusive
            || series.Kind != SeriesKind.Floor
            || series.Times.Length < ManyFloors
        )
            return finding;
        // One floor that stands apart at the end is no growth that goes on: what all others say counts.
        var before = DecideAll(series.WithoutLast(), options);
        return before.Verdict == Verdict.Clean
            ? before with
            {
                Reason = before.Reason + " The last floor alone stands apart.",
            }
            : finding;
    }

    private static MetricFinding DecideAll(JudgedSeries series, JudgeOptions options)
    {
        if (
            series.Values.Length >= Trend.Needed
            && series.Kind != SeriesKind.Floor
            && series.Values.Max() == series.Values.Min()
        )
            return KindRules.Constant(series, new FindingBuilder(series, series, options));
        var judged = WarmUp.Trim(series, options.WarmUpUntil);
        var builder = new FindingBuilder(series, judged, options);
        var troughs = Troughs.Of(judged);
        judged = troughs ?? judged;
        var window = Blocks.Reduce(judged);
        if (Trend.Fit(window) is not { } trend)
            return builder.TooFew(Trend.Needed);
        builder.Use(trend);
        var bar = Bar.PerSecond(window, options.MinGrowth);
        var isPlain = troughs is null && IsPlain(trend, series);
        var finding = Convict(trend, bar, judged, builder) ?? Acquit(trend, bar, builder, isPlain);
        if (
            isPlain
            && MayHaveEnded(finding)
            && KindRules.CannotBeClean(trend, builder) is null
            && LateCalm.Of(trend, bar) is { } calm
        )
            return builder.Clean(Reasons.Calm(trend, calm, bar));
        return finding.Verdict == Verdict.Inconclusive && IsTooSmall(trend, bar)
            ? builder.CleanAt(Rise(trend) / trend.Seconds, ReasonCode.BelowTolerance)
            : finding;
    }

    /// <summary>True for what is open because of something that came before the end.</summary>
    private static bool MayHaveEnded(MetricFinding finding) =>
        finding.Code is ReasonCode.TooNoisy or ReasonCode.StepOnly or ReasonCode.Decelerating
        && finding.Verdict == Verdict.Inconclusive;

    /// <summary>
    /// True when all that a floor ever rose by, whatever its shape, is less than the run must be able to see, and it
    /// does not rise steadily, or by no more than runtimes settle by.
    /// </summary>
    private static bool IsTooSmall(Trend trend, double bar) =>
        trend.Window.Kind == SeriesKind.Floor
        && (trend.Slope.Low <= bar || Bar.IsBytes(trend.Window.Metric) && Rise(trend) <= KindRules.SettlingBytes)
        && Rise(trend) <= Math.Max(bar, Resolution.PerSecond(trend.Window, trend.Window)) * trend.Seconds;

    /// <summary>
    /// The largest value of the last third over the smallest of all. A floor far above both its neighbours was in use
    /// at that moment (a buffer of a compression, say) and is no rise; nor is what lies about one far below both, which
    /// a pool had just let go.
    /// </summary>
    private static double Rise(Trend trend)
    {
        var values = trend.Window.Values;
        var far = FarAbove * Math.Max(Noise.OfPoint(values), Noise.Least(trend.Window));
        var highest = values.Where((_, i) => i >= values.Length * 2 / 3 && !StandsAlone(values, i, far)).Max();
        return highest - values.Where((_, i) => !LiesAlone(values, i, far)).Min();
    }

    private static bool StandsAlone(double[] values, int i, double far) =>
        i < values.Length - 1 && values[i] - Math.Max(values[i - 1], values[i + 1]) > far;

    private static bool LiesAlone(double[] values, int i, double far) =>
        i > 0 && i < values.Length - 1 && Math.Min(values[i - 1], values[i + 1]) - values[i] > far;

    private static MetricFinding? Convict(Trend trend, double bar, JudgedSeries judged, FindingBuilder builder)
    {
        if (
            Stairs.Count(trend.Window) is > 0 and var steps
            && trend.Slope.Low > bar
            && !Gates.IsConfounded(trend.Window)
            && KindRules.Obstacle(trend, builder) is null
        )
            return builder.FallsBackWhenIdle(trend) ? builder.Clean(ReasonCode.FallsBack) : builder.LeakInSteps(steps);
        var probability = trend.ProbabilityAbove(bar);
        var isLikely = probability > Needed(judged.Times.Length);
        var isSteady =
            !isLikely && probability > SteadyProbability && IsSteady(Troughs.Of(builder.Whole) ?? builder.Whole, bar);
        if ((isLikely || isSteady) && Stands(trend, judged, builder) is { } obstacle)
        {
            return obstacle.Code == ReasonCode.Growing
                ? builder.LeakBy(isLikely ? Rules.Average : Rules.Steady, trend)
                : obstacle.Finding;
        }

        foreach (var share in LateWindows)
        {
            var from = judged.Times[^1] - share * (judged.Times[^1] - judged.Times[0]);
            var part = judged.From(from);
            if (Trend.Fit(Blocks.Reduce(part)) is not { } late)
                continue;
            if (
                late.ProbabilityAbove(bar) <= LateLeakProbability
                || late.Slope.Estimate < trend.Slope.Estimate
                || late.Slope.Low <= bar
            )
                continue;
            if (Gates.EarlierSlope(judged, from) > BeganLater * late.Slope.Estimate)
                continue;
            if (
                Stands(late, part, builder) is { Code: ReasonCode.Growing }
                && late.Growth > 2 * Gates.LargestFall(judged.Values)
            )
                return builder.LeakSince(part.Times[0], late);
        }

        return null;
    }

    private static double Needed(int points) => points < FewPoints ? FewLeakProbability : LeakProbability;

    /// <summary>Steady growth over the whole series, its warm-up included.</summary>
    private static bool IsSteady(JudgedSeries whole, double bar)
    {
        var window = Blocks.Reduce(whole);
        var seconds = window.Times[^1] - window.Times[0];
        return SteadyGrowth.Is(
            [.. window.Times.Select(t => (t - window.Times[0]) / seconds)],
            window.Values,
            bar * seconds
        );
    }

    /// <summary>Growing when nothing stands against a leak; otherwise what does.</summary>
    private static (ReasonCode Code, MetricFinding Finding)? Stands(
        Trend trend,
        JudgedSeries judged,
        FindingBuilder builder
    )
    {
        if (builder.FallsBackWhenIdle(trend))
            return (ReasonCode.FallsBack, builder.Clean(ReasonCode.FallsBack));
        if (KindRules.Unseen(trend, builder) is { } unseen)
            return (unseen.Code, unseen);
        if (Gates.IsGivenBack(trend))
            return Open(builder, OpenFor.GivenBack(trend));
        if (Gates.IsSteps(trend))
            return Open(builder, OpenFor.Steps(trend));
        if (Gates.IsDecelerating(trend) || Gates.IsTail(trend))
            return (ReasonCode.Decelerating, builder.Inconclusive(ReasonCode.Decelerating));
        if (Gates.IsConfounded(judged.Times.Length > 48 ? trend.Window : judged))
            return (ReasonCode.LoadConfounded, builder.Inconclusive(ReasonCode.LoadConfounded));
        return KindRules.Obstacle(trend, builder)
            ?? (ReasonCode.Growing, builder.Leak(ReasonCode.Growing, Rules.Average));
    }

    private static (ReasonCode, MetricFinding) Open(FindingBuilder builder, ReasonCode code) =>
        (code, builder.Inconclusive(code));

    /// <summary>
    /// True for very many points with little between their troughs: there, that a level is likelier than growth was
    /// right whenever it was tried.
    /// </summary>
    private static bool IsPlain(Trend trend, JudgedSeries series) =>
        series.Values.Length >= VeryLong && trend.Scatter <= PlainScatter * Noise.OfPoint(series.Values);

    private static MetricFinding Acquit(Trend trend, double bar, FindingBuilder builder, bool isPlain)
    {
        if (KindRules.CannotBeClean(trend, builder) is { } finding)
            return finding;
        // Where growth is the likelier story, calm in a part of the run acquits nothing.
        if (
            trend.ProbabilityAbove(bar) > LikelyGrowth
            && (trend.Slope.Low > 0 || trend.Window.Kind != SeriesKind.Count)
        )
            return builder.Inconclusive(OpenFor.Likely(trend));
        // Fitted when first looked at, and once: both rules look at the same parts.
        Lazy<Trend?>[] parts =
        [
            new(trend),
            .. LateWindows
                .Take(isPlain ? LateWindows.Length : FewerWindows)
                .Select(share => new Lazy<Trend?>(() =>
                    Trend.Fit(trend.Window.From(trend.Window.Times[^1] - share * trend.Seconds))
                )),
        ];
        // "No growth was seen" acquits only where growth that matters would have been seen.
        var visible = Math.Max(2 * bar, Resolution.PerSecond(trend.Window, builder.Whole));
        foreach (var part in parts.Select(p => p.Value))
        {
            if (part is null || part.Slope.Low > bar)
                continue;
            var isCalm = part.ProbabilityAbove(2 * bar) < CleanProbability;
            if (part.MostGrowth > visible && !(isPlain && (isCalm || part.Quantile(0.95) <= visible)))
                continue;
            return isCalm
                ? builder.Clean(Reasons.Calm(trend, part, bar))
                : builder.CleanAt(part.MostGrowth, Reasons.Calm(trend, part, bar));
        }

        return KindRules.IsLevelCount(trend)
            ? builder.Clean(ReasonCode.Flat)
            : builder.Inconclusive(OpenFor.Unlikely(trend));
    }
}
