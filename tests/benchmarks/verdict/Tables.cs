using System.Diagnostics;
using SoakHarness.Analysis;
using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.VerdictBench;

/// <summary>Scores methods and prints what came out.</summary>
internal static class Tables
{
    /// <summary>The smallest growth worth failing in this benchmark.</summary>
    internal static JudgeOptions Options { get; } =
        new() { MinGrowth = new MinGrowth(0.05, GrowthUnit.PercentPerHour) };

    internal static void Methods(Case[] cases, bool plain)
    {
        Console.WriteLine(
            "| method | false alarms | clean called clean | of them n >= 5000 | recall | recall, growth < 3 noises | 3-10 | >= 10 | leaks called clean | slope error, median | CPU ms |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        Score("ours", cases, c => SeriesJudge.Judge(c.Series, Options));
        if (plain)
        {
            foreach (var (name, convicts) in PlainMethods.All)
                Score(
                    name,
                    cases,
                    c => new MetricFinding { Metric = "", Verdict = convicts(c.Series) ? Verdict.Leak : Verdict.Clean }
                );
        }
    }

    internal static void Shapes(Case[] cases)
    {
        Console.WriteLine("\n| shape | leak | inconclusive | clean | of n >= 5000 | reasons |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var group in cases.GroupBy(c => c.Shape))
        {
            var found = group.Select(c => SeriesJudge.Judge(c.Series, Options)).ToArray();
            var isLong = group.Select(c => c.Series.Times.Length >= 5000).ToArray();
            var longClean = found.Where((f, i) => isLong[i] && f.Verdict == Verdict.Clean).Count();
            var reasons = string.Join(
                ", ",
                found
                    .GroupBy(f => (f.Verdict, f.Code))
                    .OrderByDescending(g => g.Count())
                    .Take(5)
                    .Select(g => $"{g.Key.Code} {g.Count()}")
            );
            Console.WriteLine(
                $"| {(group.Key.IsLeak ? "leak: " : "")}{group.Key.Name} | {Count(found, Verdict.Leak)} | {Count(found, Verdict.Inconclusive)} | {Count(found, Verdict.Clean)} | {longClean}/{isLong.Count(l => l)} | {reasons} |"
            );
        }
    }

    /// <summary>What the number of points alone does.</summary>
    internal static void Lengths(Case[] cases)
    {
        Console.WriteLine(
            "\n| points | false alarms | clean called clean | recall | growth >= 10 noises | leaks called clean |"
        );
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var group in cases.GroupBy(c => c.Series.Times.Length).OrderBy(g => g.Key))
        {
            var judged = group.Select(c => (Case: c, Finding: SeriesJudge.Judge(c.Series, Options))).ToArray();
            var clean = judged.Where(j => !j.Case.Shape.IsLeak).ToArray();
            var leaks = judged.Where(j => j.Case.Shape.IsLeak).ToArray();
            Console.WriteLine(
                $"| {group.Key} | {clean.Count(j => j.Finding.Verdict == Verdict.Leak)}/{clean.Length} | {Share(clean, Verdict.Clean)} | {Share(leaks, Verdict.Leak)} | {Recall(leaks, 10, 1e9)} | {Share(leaks, Verdict.Clean)} |"
            );
        }
    }

    /// <summary>How well the begin of growth in mid-run is told: its error as a share of the run.</summary>
    internal static void Onsets(IEnumerable<Case> cases)
    {
        var judged = cases
            .Select(c => (c.Series, c.Truth, c.Shape, Finding: SeriesJudge.Judge(c.Series, Options)))
            .Where(j => j.Finding.Verdict == Verdict.Leak)
            .ToArray();
        var late = judged.Where(j => j.Shape.Name is "from mid-run" or "mid-start").ToArray();
        var linear = judged.Where(j => j.Shape.Name == "linear").ToArray();
        double[] errors =
        [
            .. late.Where(j => j.Finding.OnsetSeconds is not null)
                .Select(j =>
                    Math.Abs(j.Finding.OnsetSeconds!.Value - j.Series.Times[Array.FindLastIndex(j.Truth, v => v == 0)])
                    / j.Series.Times[^1]
                )
                .Order(),
        ];
        Console.WriteLine(
            $"\nOnset told in {errors.Length} of {late.Length} found leaks that began in mid-run: error, share of the run, median {errors[errors.Length / 2]:0.000}, 90 % {errors[errors.Length * 9 / 10]:0.000}; "
                + $"told of {linear.Count(j => j.Finding.OnsetSeconds is not null)} of {linear.Length} that grew from the start."
        );
    }

    /// <summary>How often verdicts of a kind are right beside the confidence they state.</summary>
    internal static void Reliability(IEnumerable<Case> cases)
    {
        Console.WriteLine("\n| verdict | rule | points | verdicts | right | stated |");
        Console.WriteLine("|---|---|---|---|---|---|");
        var judged = cases
            .Select(c => (Case: c, Finding: SeriesJudge.Judge(c.Series, Options)))
            .Where(j => j.Finding.Verdict != Verdict.Inconclusive);
        foreach (
            var group in judged
                .GroupBy(j => (j.Finding.Verdict, j.Finding.Rule, Few: j.Finding.Samples < 24))
                .OrderBy(g => g.Key.ToString(), StringComparer.Ordinal)
        )
        {
            var right = group.Count(j => j.Case.Shape.IsLeak == (j.Finding.Verdict == Verdict.Leak));
            Console.WriteLine(
                $"| {group.Key.Verdict} | {group.Key.Rule} | {(group.Key.Few ? "< 24" : ">= 24")} | {group.Count()} | {Share(right, group.Count())} | {group.First().Finding.Confidence:0.000} |"
            );
        }
    }

    /// <summary>Every verdict that is wrong, with what led to it.</summary>
    internal static void Wrong(Case[] cases)
    {
        foreach (var wrong in cases)
        {
            var found = SeriesJudge.Judge(wrong.Series, Options);
            if (found.Verdict != (wrong.Shape.IsLeak ? Verdict.Clean : Verdict.Leak))
                continue;
            var trend = Trend.Fit(Blocks.Reduce(WarmUp.Trim(wrong.Series, null)))!;
            var bar = Bar.PerSecond(trend.Window, Options.MinGrowth);
            var weights = string.Join(", ", trend.Average.Weights.Take(3).Select(w => $"{w.Name} {w.Weight:0.00}"));
            Console.WriteLine(
                $"{found.Verdict} {wrong.Shape.Name}: n {wrong.Series.Times.Length}, size {wrong.SlopeToNoise:0.0}, {found.Rule} {found.Code}, P {trend.ProbabilityAbove(bar):0.000}, rho {trend.Average.Rho:0.00}, "
                    + $"growth {trend.Growth / trend.Average.Noise:0.0} noises, {100 * trend.Growth / trend.Window.Values[0]:0.00} %, truth {100 * wrong.SlopeToNoise * wrong.Noise / trend.Window.Values[0]:0.00} %, bar {100 * bar * trend.Seconds / trend.Window.Values[0]:0.000} %, {weights}"
            );
        }
    }

    private static int Count(MetricFinding[] findings, Verdict verdict) => findings.Count(f => f.Verdict == verdict);

    private static void Score(string name, Case[] cases, Func<Case, MetricFinding> judge)
    {
        _ = judge(cases[0]);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var judged = cases.Select(c => (Case: c, Finding: judge(c))).ToArray();
        var cpu = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / cases.Length;
        var clean = judged.Where(j => !j.Case.Shape.IsLeak).ToArray();
        var leaks = judged.Where(j => j.Case.Shape.IsLeak).ToArray();
        var errors = leaks
            .Where(j => j.Finding is { Verdict: Verdict.Leak, PerHour: not null })
            .Select(j => Math.Abs(j.Finding.PerHour!.Estimate / j.Case.PerHour - 1))
            .Order()
            .ToArray();
        var alarms = clean.Count(j => j.Finding.Verdict == Verdict.Leak);
        Console.WriteLine(
            $"| {name} | {alarms}/{clean.Length} ({Share(alarms, clean.Length)}) | {Share(clean, Verdict.Clean)} | {Share([.. clean.Where(j => j.Case.Series.Times.Length >= 5000)], Verdict.Clean)} | {Share(leaks, Verdict.Leak)} | {Recall(leaks, 0, 3)} | {Recall(leaks, 3, 10)} "
                + $"| {Recall(leaks, 10, 1e9)} | {Share(leaks, Verdict.Clean)} | {(errors.Length > 0 ? errors[errors.Length / 2] : double.NaN):0.000} | {cpu:0.00} |"
        );
    }

    private static string Recall((Case Case, MetricFinding Finding)[] leaks, double from, double below) =>
        Share([.. leaks.Where(j => j.Case.SlopeToNoise >= from && j.Case.SlopeToNoise < below)], Verdict.Leak);

    private static string Share((Case Case, MetricFinding Finding)[] judged, Verdict verdict) =>
        Share(judged.Count(j => j.Finding.Verdict == verdict), judged.Length);

    private static string Share(int count, int of) => of == 0 ? "-" : $"{(double)count / of:0.000}";
}
