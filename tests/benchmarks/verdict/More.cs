using SoakHarness.Analysis;
using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.VerdictBench;

/// <summary>
/// What "run N more minutes" is worth. A series is judged when a part of it has come; where that is inconclusive and
/// says how long to go on, it is judged again after as long, and after twice and four times as long, as far as the
/// series goes.
/// </summary>
internal static class More
{
    private static readonly double[] Parts = [0.06, 0.12, 0.25, 0.4, 0.55];
    private static readonly int[] Times = [1, 2, 4];

    internal static void Print(int seed, int each)
    {
        Console.WriteLine("| recording | told | verdicts | decided after N | after 2 N | after 4 N |");
        Console.WriteLine("|---|---|---|---|---|---|");
        List<Told> all = [];
        foreach (var suite in Suite.All.Where(s => s.Points.Length > 1))
        {
            var random = new Random(seed);
            var told = suite
                .Shapes.SelectMany(shape => Enumerable.Range(0, each).Select(_ => suite.Draw(shape, random)))
                .SelectMany(c => Parts.Select(part => Follow(c, part)).OfType<Told>())
                .ToArray();
            all.AddRange(told);
            Print(suite.Name, "all", told);
        }

        foreach (var group in all.GroupBy(t => t.Code).OrderByDescending(g => g.Count()))
            Print("all", group.Key.ToString(), [.. group]);
        foreach (var group in all.GroupBy(t => Math.Floor(Math.Log2(t.Factor))).OrderBy(g => g.Key))
            Print("all", $"N {Math.Pow(2, group.Key)} to {Math.Pow(2, group.Key + 1)} runs", [.. group]);
        Print("clean", "all", [.. all.Where(t => !t.IsLeak)]);
        Print("leaks", "all", [.. all.Where(t => t.IsLeak)]);
    }

    private static void Print(string name, string told, Told[] followed)
    {
        var columns = Times.Select(
            (_, i) =>
            {
                var known = followed.Where(t => t.After[i] is not null).ToArray();
                return known.Length == 0
                    ? "-"
                    : $"{known.Average(t => t.After[i] == Verdict.Inconclusive ? 0.0 : 1):0.000} of {known.Length}";
            }
        );
        Console.WriteLine($"| {name} | {told} | {followed.Length} | {string.Join(" | ", columns)} |");
    }

    /// <summary>Null where the part is decided, says nothing, or more is asked for than there is.</summary>
    private static Told? Follow(Case drawn, double part)
    {
        var all = drawn.Series;
        var length = part * all.Times[^1];
        if (Until(all, length) is not { } early)
            return null;
        var finding = SeriesJudge.Judge(early, Tables.Options);
        if (finding is not { Verdict: Verdict.Inconclusive, MoreMinutes: { } minutes })
            return null;
        var more = 60 * minutes;
        return length + more > all.Times[^1]
            ? null
            : new Told(
                finding.Code,
                more / length,
                drawn.Shape.IsLeak,
                [
                    .. Times.Select(t =>
                        length + t * more > all.Times[^1] || Until(all, length + t * more) is not { } later
                            ? (Verdict?)null
                            : SeriesJudge.Judge(later, Tables.Options).Verdict
                    ),
                ]
            );
    }

    private static JudgedSeries? Until(JudgedSeries series, double seconds)
    {
        var n = series.Times.Count(t => t <= seconds);
        return n < 6
            ? null
            : series with
            {
                Times = series.Times[..n],
                Values = series.Values[..n],
                Requests = series.Requests?[..n],
            };
    }

    /// <param name="Code">Why it was inconclusive.</param>
    /// <param name="Factor">What was asked for, in lengths of what there was.</param>
    /// <param name="IsLeak">The truth.</param>
    /// <param name="After">Verdicts after as long, twice and four times as long; null beyond the series.</param>
    private sealed record Told(ReasonCode Code, double Factor, bool IsLeak, Verdict?[] After);
}
