using System.Diagnostics;
using SoakHarness.Analysis;
using SoakHarness.Analysis.Judging;

namespace SoakHarness.VerdictBench;

/// <summary>CPU time of one verdict by length of the series: linear when the time per point settles.</summary>
internal static class Speed
{
    private const int Rounds = 7;

    internal static void Print()
    {
        Console.WriteLine("| points | CPU ms, median of 7 (least-most) | ns a point |");
        Console.WriteLine("|---|---|---|");
        foreach (var n in (int[])[12, 1000, 20_000, 100_000, 1_000_000])
        {
            var suite = Suite.All[2] with { Points = [n] };
            var series = suite.Draw(Shape.Leaks[0], new Random(1)).Series;
            _ = SeriesJudge.Judge(series, Tables.Options);
            double[] took = [.. Enumerable.Range(0, Rounds).Select(_ => Milliseconds(series)).Order()];
            Console.WriteLine(
                $"| {n} | {took[Rounds / 2]:0.0} ({took[0]:0.0}-{took[^1]:0.0}) | {took[Rounds / 2] * 1e6 / n:0} |"
            );
        }
    }

    private static double Milliseconds(JudgedSeries series)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var times = series.Times.Length > 50_000 ? 1 : 10;
        for (var i = 0; i < times; i++)
            _ = SeriesJudge.Judge(series, Tables.Options);
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / times;
    }
}
