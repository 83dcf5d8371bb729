using SoakHarness.Analysis.Fitting;
using SoakHarness.Analysis.Wording;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Judging;

/// <summary>Puts a finding into words and numbers.</summary>
internal sealed class FindingBuilder(JudgedSeries series, JudgedSeries judged, JudgeOptions options)
{
    private const double UnsettledShare = 0.12;

    // Readings come when they come: two in a hundred more, so that a length is surely reached.
    private const double Spare = 1.02;
    private readonly bool _isBytes = Bar.IsBytes(series.Metric);
    private Trend? _trend;
    private double? _onset;
    private int _steps;

    /// <summary>The series with its warm-up.</summary>
    internal JudgedSeries Whole => series;

    internal void Use(Trend trend) => _trend = trend;

    internal MetricFinding Constant() =>
        Blank() with
        {
            Verdict = Verdict.Clean,
            Code = ReasonCode.Flat,
            Rule = Rules.Constant,
            PerHour = new Interval(0, 0, 0),
            Reason = $"{series.Metric} stayed at {Amount(series.Values[0])} the whole time.",
        };

    /// <summary>A managed heap that showed one value only: no collection came that would have read it anew.</summary>
    internal MetricFinding NeverRead() =>
        Blank() with
        {
            Code = ReasonCode.NoFloor,
            Rule = Rules.Gate,
            Reason =
                $"What is live in the managed heap was not measured: {series.Metric} stayed at {Amount(series.Values[0])}, as it does where no collection comes. Take checkpoints (full GCs), or run until several full GCs came by themselves.",
        };

    internal MetricFinding TooFew(int needed)
    {
        var wait = judged.Times.Length > 0 && series.Times.Length > 1 ? Wait.OfFew(needed, judged, series) : null;
        return Blank() with
        {
            Code = ReasonCode.TooFewSamples,
            Rule = Rules.Samples,
            MoreMinutes = wait?.Low,
            MoreMinutesHigh = wait?.High,
            Reason =
                FormattableString.Invariant(
                    $"Only {judged.Times.Length} reading{(judged.Times.Length == 1 ? "" : "s")} of {series.Metric} after the warm-up; {needed} are needed."
                )
                + (wait is null ? " Run longer" : $" Run {Amounts.TimeBetween(wait.Low, wait.High)} more")
                + (series.Kind == SeriesKind.Floor ? ", or take checkpoints more often." : "."),
        };
    }

    internal MetricFinding Leak(ReasonCode code, string rule)
    {
        var finding = Numbers() with { Verdict = Verdict.Leak, Code = code, Rule = rule };
        return finding with { Reason = LeakSentence(finding) };
    }

    internal MetricFinding LeakInSteps(int steps)
    {
        _steps = steps;
        return Leak(ReasonCode.Staircase, Rules.Staircase);
    }

    /// <summary>A leak that grows steadily, from the start or from a time in mid-run that is told.</summary>
    internal MetricFinding LeakBy(string rule, Trend trend)
    {
        if (Onset.Of(trend.Window) is not { } onset || Trend.Fit(trend.Window.From(onset)) is not { } late)
            return Leak(ReasonCode.Growing, rule);
        (_onset, _trend) = (onset, late);
        return Leak(ReasonCode.GrowingSince, rule);
    }

    internal MetricFinding LeakSince(double onset, Trend late)
    {
        (_onset, _trend) = (Onset.Of(judged.Times.Length > 0 ? Blocks.Reduce(judged) : late.Window) ?? onset, late);
        return Leak(ReasonCode.GrowingSince, Rules.LateWindow);
    }

    internal MetricFinding Clean(ReasonCode code) =>
        Numbers() with
        {
            Verdict = Verdict.Clean,
            Code = code,
            Rule = Rules.Average,
            Reason = CleanSentence(code),
        };

    internal MetricFinding CleanAt(double excluded, ReasonCode code)
    {
        // Never less than the growth that is told in the same breath.
        if (code == ReasonCode.BelowTolerance)
            excluded = Math.Max(excluded, _trend!.Slope.High);
        var perRequest =
            Bar.RequestRate(judged) is { } rate && _isBytes
                ? $" ({Amount(Math.Max(0, excluded) / rate)} per {options.Work})"
                : "";
        return Clean(code) with
        {
            Rule = Rules.Resolution,
            Reason =
                CleanSentence(code)
                + $" Growth above {Amount(Math.Max(0, excluded) * 3600)}/h{perRequest} is excluded; a longer run would exclude less.",
        };
    }

    internal MetricFinding Inconclusive(ReasonCode code)
    {
        var bar = Bar.PerSecond(_trend!.Window, options.MinGrowth);
        var wait =
            code is ReasonCode.NoFloor or ReasonCode.LoadConfounded || options.Recedes
                ? null
                : Wait.Of(_trend, bar, series);
        // What is not convicted before a length is not sure to be decided before it.
        return Open(
            code,
            wait is null ? null : wait with { High = Math.Max(wait.High, Until(KindRules.Needed(_trend))) }
        );
    }

    /// <summary>Open for want of a length that is known: of what is left without the warm-up.</summary>
    /// <param name="seconds">That length.</param>
    internal MetricFinding TooShort(double seconds)
    {
        var more = Math.Max(1, Until(seconds));
        return Open(ReasonCode.TooShort, new Wait(more, more)) with { MoreMinutesHigh = null };
    }

    /// <summary>Minutes more until so many seconds are left without the warm-up; below 0 where they are.</summary>
    private double Until(double seconds) =>
        Spare * (seconds / _trend!.Seconds - 1) * (series.Times[^1] - series.Times[0]) / 60;

    private MetricFinding Open(ReasonCode code, Wait? wait) =>
        Numbers() with
        {
            Code = code,
            Rule = Rules.Gate,
            MoreMinutes = wait?.Low,
            MoreMinutesHigh = wait?.High,
            Reason = new OpenWords(series, _trend!, _isBytes ? LeastExcluded() : null).Of(code, wait),
        };

    /// <summary>The smallest growth, per second, that this run excludes.</summary>
    private double LeastExcluded() => Math.Max(_trend!.MostGrowth, _trend.Slope.High);

    /// <summary>True when most of the growth was gone once the load had ended.</summary>
    internal bool FallsBackWhenIdle(Trend trend)
    {
        if (options.Drained.Count == 0 || trend.Growth <= 0)
            return false;
        var end = trend.Window.Values[^1];
        return end - options.Drained.Min() > 0.7 * trend.Growth;
    }

    private MetricFinding Numbers()
    {
        var window = Settled(_trend!.Window);
        var slope = TheilSen.Slope(window.Times, window.Values)!;
        var perRequest = PerRequest(window);
        return Blank() with
        {
            PerHour = new Interval(slope.Low * 3600, slope.Estimate * 3600, slope.High * 3600),
            PerRequest = perRequest,
            LargestFall = Gates.LargestFall(window.Values),
            OnsetSeconds = _onset,
            SecondsToLimit = ToLimit(slope),
            Ceiling = options.Ceiling,
            Trend = Line(slope, window),
        };
    }

    private MetricFinding Blank() =>
        new()
        {
            Metric = series.Metric,
            Unit = _isBytes ? "bytes" : Model.Metrics.MetricCatalog.Find(series.Metric)?.Unit ?? "count",
            Samples = judged.Values.Length,
            Base =
                judged.Values.Length > 0 ? judged.Values[0]
                : series.Values.Length > 0 ? series.Values[0]
                : 0,
            FloorBefore = Part(0, 3),
            FloorAfter = Part(2, 3),
        };

    /// <summary>The part that the rate is read from: what settles first would tilt it.</summary>
    private static JudgedSeries Settled(JudgedSeries window)
    {
        var late = window.From(window.Times[0] + UnsettledShare * (window.Times[^1] - window.Times[0]));
        return late.Times.Length >= Trend.Needed ? late : window;
    }

    private static Interval? PerRequest(JudgedSeries window) =>
        window.Requests is { } counted && counted[^1] > counted[0] ? TheilSen.Slope(counted, window.Values) : null;

    private double Part(int number, int of)
    {
        var n = judged.Values.Length;
        if (n == 0)
            return 0;
        var sorted = judged.Values[(n * number / of)..Math.Max(n * number / of + 1, n * (number + 1) / of)];
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }

    private Interval? ToLimit(Interval slope) =>
        options.Ceiling is { ReachedAt: null } ceiling
            ? TimeToLimit.Of(_trend!, slope, judged.From(_trend!.Window.Times[0]), ceiling.Level)
            : null;

    private static List<TrendPoint> Line(Interval slope, JudgedSeries window)
    {
        var residuals = window
            .Times.Select((t, i) => window.Values[i] - slope.Estimate * (t - window.Times[0]))
            .Order()
            .ToArray();
        var start = residuals[residuals.Length / 2];
        var middle = (window.Times[0] + window.Times[^1]) / 2;
        var atMiddle = start + slope.Estimate * (middle - window.Times[0]);
        return
        [
            .. new[] { window.Times[0], middle, window.Times[^1] }.Select(t =>
            {
                var (one, other) = (atMiddle + slope.Low * (t - middle), atMiddle + slope.High * (t - middle));
                return new TrendPoint(
                    t,
                    Math.Min(one, other),
                    atMiddle + slope.Estimate * (t - middle),
                    Math.Max(one, other)
                );
            }),
        ];
    }

    private string LeakSentence(MetricFinding finding)
    {
        var rate = finding.PerRequest is { } per
            ? $"{Amount(per.Estimate)} per {options.Work} ({Amount(per.Low)} to {Amount(per.High)}), "
            : "";
        var since = _onset is { } onset ? FormattableString.Invariant($" since {onset:0} s") : "";
        var limit = Limit(finding);
        var how = _steps > 0 ? FormattableString.Invariant($" in {_steps} steps") : "";
        return $"{series.Metric} {Verb("grows", "grow")}{how} by {rate}{Amount(finding.PerHour!.Estimate)}/h{since} and never {Verb("falls", "fall")} back{limit}.";
    }

    private string Limit(MetricFinding finding)
    {
        if (finding.Ceiling is not { } ceiling)
            return "";
        var level = $"at {Amount(ceiling.Level)} ({ceiling.Reason})";
        return ceiling.ReachedAt is { } reached
                ? FormattableString.Invariant($"; out of {ceiling.Of} since {reached:0} s, {level}")
            : finding.SecondsToLimit is { } left
                ? $"; out of {ceiling.Of} in {Amounts.TimeBetween(left.Low / 60, left.High / 60)}, {level}"
            : "";
    }

    /// <summary>Never more than was measured: growth that may be above the bar is not said to be below it.</summary>
    private string SmallSentence()
    {
        var bar = Bar.PerSecond(_trend!.Window, options.MinGrowth);
        var slope = _trend.Slope;
        return slope.High <= bar
            ? $"{series.Metric} {Verb("grows", "grow")} less than the growth worth failing."
            : $"{series.Metric} {Verb("grows", "grow")} by {PerHour(slope.Estimate)} ({PerHour(slope.Low)} to {PerHour(slope.High)}), too little for a run of this length to tell from the {PerHour(bar)} worth failing.";
    }

    private string PerHour(double perSecond) => $"{Amount(perSecond * 3600)}/h";

    private string Verb(string one, string many) => MetricVerb.Of(series.Metric, one, many);

    private string CleanSentence(ReasonCode code) =>
        code switch
        {
            ReasonCode.LevelledOff =>
                $"{series.Metric} grew at first and {Verb("has", "have")} levelled off at {Amount(Part(2, 3))}.",
            ReasonCode.FallsBack =>
                $"{series.Metric} grew under load and fell back to {Amount(options.Drained.Count > 0 ? options.Drained.Min() : Part(2, 3))} once the load ended.",
            ReasonCode.BelowTolerance => SmallSentence(),
            _ =>
                $"{series.Metric} {Verb("does not grow; it stays", "do not grow; they stay")} about {Amount(Part(2, 3))}.",
        };

    private string Amount(double value) => Amounts.Of(value, _isBytes);
}
