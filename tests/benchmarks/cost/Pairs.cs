using System.Diagnostics;
using System.Globalization;

namespace SoakHarness.CostBench;

/// <summary>
/// Interleaved pairs on one target: with the sidecar beside without it, and, as the control, without beside without.
/// The order within a pair alternates, so that a drift of the machine or of the target goes into both sides. The first
/// round is not counted: in it the target compiles what only a session makes it run.
/// </summary>
internal static class Pairs
{
    private const int WarmUp = 60_000;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <param name="program">LeakZoo.dll.</param>
    /// <param name="file">Takes a line a pair.</param>
    /// <param name="pairs">Counted pairs of each kind.</param>
    /// <param name="seconds">About how long a side of a pair takes: so many requests are found at the start.</param>
    internal static async Task MeasureAsync(string program, string file, int pairs, double seconds)
    {
        await using var target = await Target.StartAsync(program);
        target.Drive(WarmUp);
        var began = Stopwatch.GetTimestamp();
        target.Drive(WarmUp);
        var requests = (int)(WarmUp / Stopwatch.GetElapsedTime(began).TotalSeconds * seconds);
        Console.Error.WriteLine($"{requests} requests a side");
        for (var pair = 0; pair <= pairs; pair++)
        {
            foreach (var kind in (string[])[Comparison.Control, Comparison.Watched, Comparison.WithCheckpoints])
            {
                var comparison = await MeasureAsync(target, kind, pair % 2 == 1, requests);
                if (pair > 0)
                    Append(file, comparison);
            }
        }
    }

    internal static void Show(string file)
    {
        var all = File.ReadAllLines(file).Select(Comparison.Parse).ToArray();
        var plain = all.Select(c => c.Without).Order().ToArray();
        Console.WriteLine(
            string.Create(
                Invariant,
                $"target without sidecar: {Quantile(plain, 0.5):0.000} CPU-s per 100,000 requests (quartiles {Quantile(plain, 0.25):0.000} to {Quantile(plain, 0.75):0.000})"
            )
        );
        Console.WriteLine("| compared | pairs | median ratio | quartiles |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var kind in all.GroupBy(c => c.Kind))
        {
            var ratios = kind.Select(c => c.With / c.Without).Order().ToArray();
            Console.WriteLine(
                string.Create(
                    Invariant,
                    $"| {kind.Key} | {ratios.Length} | {Quantile(ratios, 0.5):0.000} | {Quantile(ratios, 0.25):0.000} to {Quantile(ratios, 0.75):0.000} |"
                )
            );
        }
    }

    private static async Task<Comparison> MeasureAsync(Target target, string kind, bool isReversed, int requests)
    {
        if (isReversed)
        {
            var second = await WithAsync(target, kind, requests);
            return new Comparison(kind, target.Drive(requests), second);
        }

        var first = target.Drive(requests);
        return new Comparison(kind, first, await WithAsync(target, kind, requests));
    }

    private static async Task<double> WithAsync(Target target, string kind, int requests)
    {
        if (kind == Comparison.Control)
            return target.Drive(requests);
        await using var sidecar = await SidecarBeside.StartAsync(target.Pid, kind == Comparison.WithCheckpoints);
        return target.Drive(requests);
    }

    private static void Append(string file, Comparison comparison)
    {
        File.AppendAllLines(file, [comparison.ToString()]);
        Console.Error.WriteLine(comparison);
    }

    private static double Quantile(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var low = (int)at;
        return low + 1 < sorted.Length ? sorted[low] + (at - low) * (sorted[low + 1] - sorted[low]) : sorted[low];
    }
}
