using SoakHarness.Analysis;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.VerdictBench;

/// <summary>
/// Whole runs: several clean metrics, drawn apart, all of which gate. How many runs are convicted, and what confidence
/// those state.
/// </summary>
internal static class Runs
{
    private static readonly int[] Metrics = [1, 2, 4, 8];

    internal static void Print(int seed, int each)
    {
        Console.WriteLine("| recording | gating metrics | clean runs convicted | wrong convictions stated, mean |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var suite in Suite.All.Where(s => s.Points.Length > 1))
        {
            var random = new Random(seed);
            var findings = suite
                .Shapes.Where(s => !s.IsLeak)
                .SelectMany(shape => Enumerable.Range(0, each).Select(_ => suite.Draw(shape, random).Series))
                .Select(series => SeriesJudge.Judge(series, Tables.Options) with { IsGating = true })
                .ToArray();
            random.Shuffle(findings);
            foreach (var count in Metrics)
            {
                var runs = findings.Chunk(count).Select(run => RunDecision.Decide(run, [])).ToArray();
                var convicted = runs.Where(r => r.Verdict == Verdict.Leak).ToArray();
                Console.WriteLine(
                    $"| {suite.Name} | {count} | {convicted.Length}/{runs.Length} ({(double)convicted.Length / runs.Length:0.0000}) | "
                        + $"{(convicted.Length > 0 ? convicted.Average(r => r.Confidence) : double.NaN):0.000} |"
                );
            }
        }
    }
}
