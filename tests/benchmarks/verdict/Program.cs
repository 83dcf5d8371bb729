using System.Diagnostics;
using System.Globalization;
using SoakHarness.Analysis;
using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Verdicts;
using SoakHarness.VerdictBench;

// Usage: dotnet run -c Release -- SEED SERIES_PER_SHAPE. Seed 11 is for developing, seed 77 is the hold-out.
var seed = int.Parse(args.ElementAtOrDefault(0) ?? "11", CultureInfo.InvariantCulture);
var each = int.Parse(args.ElementAtOrDefault(1) ?? "100", CultureInfo.InvariantCulture);
foreach (var (points, snr, rho) in (ReadOnlySpan<(int, double, double)>)[(12, 5, 0), (12, 20, 0), (24, 5, 0), (24, 30, 0), (48, 10, 0.5), (300, 10, 0.5)])
    Score(points, snr, rho);

void Score(int points, double snr, double rho)
{
    var random = new Random(seed);
    var clock = Stopwatch.StartNew();
    Console.WriteLine(FormattableString.Invariant($"\n{points} points, growth {snr} times the noise, correlation {rho}: leak / inconclusive / clean of {each}"));
    var (alarms, clean, found, leaks, missed) = (0, 0, 0, 0, 0);
    foreach (var (name, isLeak, make) in Shapes.All)
    {
        var counts = new int[3];
        for (var i = 0; i < each; i++)
            counts[(int)SeriesJudge.Judge(Series(make(random), points, snr, rho, random), new JudgeOptions()).Verdict]++;
        Console.WriteLine(FormattableString.Invariant($"  {(isLeak ? "leak " : "clean")} {name,-24} {counts[(int)Verdict.Leak],4} {counts[(int)Verdict.Inconclusive],4} {counts[(int)Verdict.Clean],4}"));
        if (isLeak)
            (leaks, found, missed) = (leaks + each, found + counts[(int)Verdict.Leak], missed + counts[(int)Verdict.Clean]);
        else
            (clean, alarms) = (clean + each, alarms + counts[(int)Verdict.Leak]);
    }

    Console.WriteLine(FormattableString.Invariant($"  false alarms {alarms}/{clean}, found {found}/{leaks}, called clean {missed}/{leaks}, {clock.Elapsed.TotalMilliseconds / (clean + leaks):0.0} ms a series"));
}

static JudgedSeries Series(Func<double, double> shape, int points, double snr, double rho, Random random)
{
    const double level = 20e6;
    const double noise = 0.01 * level;
    var seconds = points * 5.0;
    var (times, values, error) = (new double[points], new double[points], 0.0);
    for (var i = 0; i < points; i++)
    {
        var t = i / (points - 1.0);
        var shock = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        error = rho * error + Math.Sqrt(1 - rho * rho) * shock;
        (times[i], values[i]) = (t * seconds, level + noise * (snr * shape(t) + error));
    }

    return new JudgedSeries("live_heap_bytes", SeriesKind.Floor, times, values, [.. times.Select(t => 50 * t)]);
}
