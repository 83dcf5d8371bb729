using SoakHarness.Analysis;
using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.VerdictBench;

/// <summary>
/// What a conviction says besides: the time to the memory limit, checked where the same leak goes on, and when the
/// growth began.
/// </summary>
internal static class Claims
{
    // How far the leak is drawn on, in runs, and where the limit lies: the growth of so many more runs.
    private const int Runs = 8;
    private static readonly double[] Limits = [0.3, 1, 4];

    // Beyond what is drawn it is not known when the limit is reached.
    internal static void Print(int seed, int each)
    {
        List<(string Suite, Case Case, MetricFinding Found, double Ahead)> told = [];
        foreach (var suite in Suite.All.Where(s => s.Points.Length > 1))
        {
            var random = new Random(seed);
            var cases = suite
                .Shapes.Where(s => s.IsLeak)
                .SelectMany(shape => Enumerable.Range(0, each).Select(_ => suite.Draw(shape, random, Runs)));
            told.AddRange(cases.SelectMany(c => Limits.Select(ahead => (suite.Name, c, Find(c, ahead), ahead))));
        }

        var found = told.Where(t => t.Found.Verdict == Verdict.Leak).ToArray();
        Console.WriteLine(
            "| time to the limit | leaks found | told | true time known | inside | earlier than the low end | later than the high end | high / low, median |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var group in found.GroupBy(t => t.Suite))
            Limit(group.Key, [.. group]);
        foreach (var group in found.GroupBy(t => t.Ahead))
            Limit(FormattableString.Invariant($"limit {group.Key} runs ahead"), [.. group]);
        foreach (var group in found.GroupBy(t => t.Case.Shape.Name))
            Limit(group.Key, [.. group]);
        Limit("all", found);
        Console.WriteLine("\n| onset | leaks found | told | error, share of the run, median | 90 % |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var group in found.Where(t => t.Ahead == Limits[0]).GroupBy(t => t.Case.Shape.Name))
            Onset(group.Key, [.. group]);
    }

    private static void Limit(string name, (string, Case Case, MetricFinding Found, double Ahead)[] found)
    {
        var told = found.Where(t => t.Found.SecondsToLimit is not null).ToArray();
        var known = told.Select(t => (t.Found.SecondsToLimit, True: TrueTime(t.Case, t.Ahead)))
            .Where(t => t.True is not null)
            .ToArray();
        if (known.Length == 0)
            return;
        var early = known.Average(t => t.True < t.SecondsToLimit!.Low ? 1.0 : 0);
        var late = known.Average(t => t.True > t.SecondsToLimit!.High ? 1.0 : 0);
        double[] wide = [.. known.Select(t => t.SecondsToLimit!.High / t.SecondsToLimit.Low).Order()];
        Console.WriteLine(
            $"| {name} | {found.Length} | {told.Length} | {known.Length} | {1 - early - late:0.000} | {early:0.000} | {late:0.000} | {wide[wide.Length / 2]:0.00} |"
        );
    }

    private static void Onset(string name, (string, Case Case, MetricFinding Found, double Ahead)[] found)
    {
        double[] errors =
        [
            .. found
                .Where(t => t.Found.OnsetSeconds is not null)
                .Select(t => Math.Abs(t.Found.OnsetSeconds!.Value - Began(t.Case)) / Length(t.Case))
                .Order(),
        ];
        Console.WriteLine(
            errors.Length == 0
                ? $"| {name} | {found.Length} | 0 | - | - |"
                : $"| {name} | {found.Length} | {errors.Length} | {errors[errors.Length / 2]:0.000} | {errors[errors.Length * 9 / 10]:0.000} |"
        );
    }

    private static double Began(Case drawn) =>
        drawn.Series.Times[Math.Max(0, Array.FindLastIndex(drawn.Truth, v => v == 0))];

    private static double Length(Case drawn) => drawn.Series.Times[^1] / Runs;

    private static MetricFinding Find(Case drawn, double ahead)
    {
        var run = Run(drawn);
        return SeriesJudge.Judge(
            run,
            Tables.Options with
            {
                Ceiling = new Ceiling(LimitOf(drawn, ahead), Ceiling.Memory, "its limit"),
            }
        );
    }

    private static JudgedSeries Run(Case drawn)
    {
        var n = drawn.Series.Times.Count(t => t <= Length(drawn) + 1e-6);
        return drawn.Series with
        {
            Times = drawn.Series.Times[..n],
            Values = drawn.Series.Values[..n],
            Requests = drawn.Series.Requests![..n],
        };
    }

    /// <summary>The level at the end of the run, and the growth of so many more runs at its mean rate.</summary>
    private static double LimitOf(Case drawn, double ahead)
    {
        var n = (drawn.Series.Times.Length - 1) / Runs;
        return Level(drawn) + drawn.Noise * (drawn.Truth[n] + ahead * (drawn.Truth[n] - drawn.Truth[0]));
    }

    /// <summary>The level without growth: what is drawn first, less the noise that is not known.</summary>
    private static double Level(Case drawn) => drawn.Base;

    /// <summary>From the end of the run until the level without noise reaches the limit.</summary>
    private static double? TrueTime(Case drawn, double ahead)
    {
        var limit = (LimitOf(drawn, ahead) - Level(drawn)) / drawn.Noise;
        var at = Array.FindIndex(drawn.Truth, v => v >= limit);
        return at < 0 ? null : drawn.Series.Times[at] - Length(drawn);
    }
}
