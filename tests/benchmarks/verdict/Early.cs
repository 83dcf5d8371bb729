using SoakHarness.Analysis;
using SoakHarness.Analysis.Judging;

namespace SoakHarness.VerdictBench;

/// <summary>What <c>verdict.stop-early</c> costs: floors of runs that grow a lot, looked at as they come.</summary>
internal static class Early
{
    private static readonly (string Name, IReadOnlyList<Shape> Shapes)[] Generators =
    [
        ("first", [.. Shape.Clean, .. Shape.Leaks]),
        ("second", SecondShapes.Steady),
    ];

    internal static void Print(int seed, int each)
    {
        Console.WriteLine("| generator | clean runs stopped | which | leaks stopped | share of the run used, median |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (name, shapes) in Generators)
        {
            var suite = new Suite(name, [48, 100, 300], 10, (0.002, 0.01), (20, 200), (20, 200), 0) { Shapes = shapes };
            var random = new Random(seed);
            var runs = shapes
                .SelectMany(shape => Enumerable.Range(0, each).Select(_ => suite.Draw(shape, random)))
                .Select(c => (c.Shape, Used: Used(c.Series)))
                .ToArray();
            var clean = runs.Where(r => !r.Shape.IsLeak).ToArray();
            var stopped = clean.Where(r => r.Used is not null).ToArray();
            var leaks = runs.Where(r => r.Shape.IsLeak).ToArray();
            double[] used = [.. leaks.Select(r => r.Used).OfType<double>().Order()];
            var which = string.Join(
                ", ",
                stopped.GroupBy(r => r.Shape.Name).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {g.Count()}")
            );
            Console.WriteLine(
                $"| {name} | {stopped.Length}/{clean.Length} ({(double)stopped.Length / clean.Length:0.000}) | {which} | {used.Length}/{leaks.Length} "
                    + $"({(double)used.Length / leaks.Length:0.000}) | {used[used.Length / 2]:0.00} |"
            );
        }
    }

    /// <summary>The share of the run after which it is stopped; null when it is not.</summary>
    private static double? Used(JudgedSeries run)
    {
        var looks = new EarlyLooks(Tables.Options);
        for (var n = 1; n < run.Times.Length; n++)
        {
            var soFar = run with { Times = run.Times[..n], Values = run.Values[..n], Requests = run.Requests![..n] };
            if (looks.Look(soFar) is not null)
                return (double)n / run.Times.Length;
        }

        return null;
    }
}
