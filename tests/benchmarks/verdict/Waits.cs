using SoakHarness.Analysis;
using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.VerdictBench;

/// <summary>
/// What "run N to M more minutes" is worth where the run goes on as it began: a run is drawn, and drawn on to sixteen
/// times its length with the same parameters. A quarter, a half and the whole of the run are judged; what is open there
/// is judged again after the time it asks for, and so on.
/// </summary>
internal static class Waits
{
    private const int Times = 16;
    private static readonly double[] Cuts = [0.25, 0.5, 1];
    private static readonly double[] Grid = [1.25, 1.5, 2, 3, 4, 6, 8, 12, 16];

    private static readonly (string Name, Suite Suite, Func<Case, JudgedSeries> As)[] Inputs =
    [
        .. Suite
            .All.Where(s => s.Points.Length > 1)
            .Select(s => (s.Name, Short(s), (Func<Case, JudgedSeries>)(c => c.Series))),
        ("series as RSS", Short(Suite.All.First(s => s.Name == "series")), AsRss),
        ("floors as counts", Short(Suite.All.First(s => s.Name == "floors")), AsCounts),
    ];

    internal static void Print(int seed, int each)
    {
        var all = Inputs.SelectMany(input => Of(input, seed, each)).ToArray();
        Console.WriteLine(
            "| of | judged | open | name a time | decided at the low end | at the high end | rightly | by one extension | by two | says that time may not do | asks on | asked / needed, median | name none | decided after 2 runs | after 4 | after 16 |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        Row("all", all);
        foreach (var group in all.GroupBy(w => w.Input))
            Row(group.Key, [.. group]);
        Row("clean", [.. all.Where(w => !w.IsLeak)]);
        Row("leaks", [.. all.Where(w => w.IsLeak)]);
        foreach (var group in all.Where(w => w.IsOpen).GroupBy(w => w.First.Code).OrderByDescending(g => g.Count()))
            Row(group.Key.ToString(), [.. group]);
        foreach (var group in all.Where(w => w.IsOpen).GroupBy(w => (w.IsLeak, w.Shape)))
            Row($"{(group.Key.IsLeak ? "leak: " : "")}{group.Key.Shape}", [.. group]);
    }

    private static Suite Short(Suite suite) =>
        suite with
        {
            Points = suite.Spacing > 1 ? [12, 24, 48, 100] : [200, 500, 2000],
        };

    private static JudgedSeries AsRss(Case drawn) =>
        drawn.Series with
        {
            Metric = "rss_bytes",
            Kind = SeriesKind.NativeMemory,
        };

    /// <summary>Sixty of something, with noise of .7.</summary>
    private static JudgedSeries AsCounts(Case drawn) =>
        drawn.Series with
        {
            Metric = "fds",
            Kind = SeriesKind.Count,
            Values = [.. drawn.Series.Values.Select(v => Math.Round(60 + 0.7 * (v - drawn.Base) / drawn.Noise))],
        };

    private static IEnumerable<Waited> Of(
        (string Name, Suite Suite, Func<Case, JudgedSeries> As) input,
        int seed,
        int each
    )
    {
        var random = new Random(seed);
        return input
            .Suite.Shapes.SelectMany(shape => Enumerable.Range(0, each).Select(_ => shape))
            .Select(shape => input.Suite.Draw(shape, random, Times))
            .SelectMany(c => Cuts.Select(cut => Follow(input.Name, c.Shape, input.As(c), cut)).OfType<Waited>())
            .ToArray();
    }

    private static Waited? Follow(string input, Shape shape, JudgedSeries drawn, double cut)
    {
        var length = cut * drawn.Times[^1] / Times;
        if (drawn.Times.Count(t => t <= length) < 6)
            return null;
        var first = Judge(drawn, length);
        if (first.Verdict != Verdict.Inconclusive)
            return new Waited(input, shape, length, first, [], [], []);
        var ends = new[] { first.MoreMinutes, High(first) }.Select(more =>
            more is { } minutes ? After(drawn, length + 60 * minutes) : null
        );
        return new Waited(
            input,
            shape,
            length,
            first,
            [.. ends],
            [.. Chain(drawn, length, first)],
            [.. Grid.Select(times => After(drawn, times * length)?.Verdict)]
        );
    }

    /// <summary>
    /// What is said after each extension to the high end, until it is decided, names no time or ends.
    /// </summary>
    private static IEnumerable<MetricFinding?> Chain(JudgedSeries drawn, double length, MetricFinding said)
    {
        for (var asked = 0; asked < 4 && said is { Verdict: Verdict.Inconclusive } && High(said) is { } more; asked++)
        {
            length += 60 * more;
            var next = After(drawn, length);
            yield return next;
            if (next is null)
                yield break;
            said = next;
        }
    }

    private static double? High(MetricFinding finding) => finding.MoreMinutesHigh ?? finding.MoreMinutes;

    private static MetricFinding? After(JudgedSeries drawn, double seconds) =>
        seconds > drawn.Times[^1] + 1e-6 ? null : Judge(drawn, seconds);

    private static MetricFinding Judge(JudgedSeries drawn, double seconds)
    {
        var n = drawn.Times.Count(t => t <= seconds + 1e-6);
        return SeriesJudge.Judge(
            drawn with
            {
                Times = drawn.Times[..n],
                Values = drawn.Values[..n],
                Requests = drawn.Requests![..n],
            },
            Tables.Options
        );
    }

    private static void Row(string name, Waited[] all)
    {
        var open = all.Where(w => w.IsOpen).ToArray();
        var timed = open.Where(w => w.First.MoreMinutes is not null).ToArray();
        var none = open.Where(w => w.First.MoreMinutes is null).ToArray();
        MetricFinding[] decided = [.. timed.Select(w => w.Ends[1]).OfType<MetricFinding>().Where(IsDecided)];
        var right = timed.Count(w => w.Ends[1] is { } end && IsDecided(end) && end.Verdict == Truth(w));
        var known = timed.Where(w => w.Chain[0] is not null).ToArray();
        double[] ratios =
        [
            .. timed
                .Where(w => w.Needed is not null)
                .Select(w => (1 + 60 * High(w.First)!.Value / w.Length) / w.Needed!.Value)
                .Order(),
        ];
        Console.WriteLine(
            $"| {name} | {all.Length} | {open.Length} | {timed.Length} | {Share(timed.Select(w => w.Ends[0]))} | {Share(timed.Select(w => w.Ends[1]))} | {right}/{decided.Length} "
                + $"| {Part(known, w => IsDecided(w.Chain[0]!))} | {Part(known, w => w.Chain.Take(2).Any(f => f is not null && IsDecided(f)))} "
                + $"| {Part(known, w => w.Chain is [.., { Verdict: Verdict.Inconclusive, MoreMinutes: null }])} | {Part(known, w => w.Chain[^1] is null or { Verdict: Verdict.Inconclusive, MoreMinutes: not null })} "
                + $"| {(ratios.Length > 0 ? ratios[ratios.Length / 2] : double.NaN):0.0} | {none.Length} | {Later(none, 2)} | {Later(none, 4)} | {Later(none, 16)} |"
        );
    }

    private static Verdict Truth(Waited waited) => waited.IsLeak ? Verdict.Leak : Verdict.Clean;

    private static bool IsDecided(MetricFinding finding) => finding.Verdict != Verdict.Inconclusive;

    private static string Share(IEnumerable<MetricFinding?> findings)
    {
        var known = findings.OfType<MetricFinding>().ToArray();
        return known.Length == 0 ? "-" : $"{known.Average(f => IsDecided(f) ? 1.0 : 0):0.00} of {known.Length}";
    }

    private static string Part(Waited[] known, Func<Waited, bool> is_) =>
        known.Length == 0 ? "-" : $"{known.Average(w => is_(w) ? 1.0 : 0):0.00}";

    private static string Later(Waited[] none, double times)
    {
        var at = Array.IndexOf(Grid, times);
        var known = none.Select(w => w.Later[at]).OfType<Verdict>().ToArray();
        return known.Length == 0 ? "-" : $"{known.Average(v => v == Verdict.Inconclusive ? 0.0 : 1):0.00}";
    }

    /// <param name="Input">Kind of recording.</param>
    /// <param name="Of">What made it.</param>
    /// <param name="Length">Seconds that were judged first.</param>
    /// <param name="First">What was said then.</param>
    /// <param name="Ends">What is said at both ends of what was asked for; null beyond the series.</param>
    /// <param name="Chain">What is said after each extension to the high end; null beyond the series.</param>
    /// <param name="Later">Verdicts at multiples of the length.</param>
    private sealed record Waited(
        string Input,
        Shape Of,
        double Length,
        MetricFinding First,
        MetricFinding?[] Ends,
        MetricFinding?[] Chain,
        Verdict?[] Later
    )
    {
        internal bool IsOpen => First.Verdict == Verdict.Inconclusive;
        internal bool IsLeak => Of.IsLeak;
        internal string Shape => Of.Name;

        /// <summary>The first multiple of the length at which it is decided.</summary>
        internal double? Needed
        {
            get
            {
                var at = Array.FindIndex(Later, v => v is not null and not Verdict.Inconclusive);
                return at < 0 ? null : Grid[at];
            }
        }
    }
}
