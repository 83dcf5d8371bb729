using SoakHarness.Analysis.Judging;

namespace SoakHarness.VerdictBench;

/// <summary>Series of one kind of recording.</summary>
/// <param name="Name">Name.</param>
/// <param name="Points">Lengths to draw from.</param>
/// <param name="Spacing">Seconds between points.</param>
/// <param name="Noise">Standard deviation of the noise as a share of the base: from, to.</param>
/// <param name="LeakSize">A leak's growth over the run in noises: from, to.</param>
/// <param name="CleanSize">Size of what passes, in noises: from, to.</param>
/// <param name="Sawtooth">Share of series with garbage on top, as a passive heap has.</param>
internal sealed record Suite(string Name, int[] Points, double Spacing, (double, double) Noise, (double, double) LeakSize, (double, double) CleanSize, double Sawtooth)
{
    private const double Base = 100e6;

    internal static IReadOnlyList<Suite> All { get; } =
    [
        new("12 floors, 1 % noise, 5 % growth", [12], 10, (0.01, 0.01), (5, 5), (2, 40), 0),
        new("floors", [6, 8, 12, 16, 24, 48, 100, 300], 10, (0.0005, 0.01), (3, 100), (3, 200), 0),
        new("series", [200, 500, 1000, 2000, 5000, 10000, 20000], 1, (0.002, 0.03), (1, 60), (1, 60), 0.4),
    ];

    /// <summary>Draws one series; the same seed draws the same one.</summary>
    internal Case Draw(Shape shape, Random random)
    {
        var n = Points[random.Next(Points.Length)];
        double[] t = [.. Enumerable.Range(0, n).Select(i => i / (n - 1.0))];
        var drawn = shape.Draw(random, t);
        var noise = Base * Draws.Log(random, Noise.Item1, Noise.Item2);
        var (low, high) = shape.IsLeak ? LeakSize : CleanSize;
        var size = drawn.Share ?? Draws.Log(random, low, high);
        // Noise that wanders as slowly as the run is long cannot be told from growth by anything.
        var slowest = Math.Exp(-1 / (0.06 * n));
        var rho = Math.Min(slowest, drawn.Rho > 0 ? drawn.Rho : n >= 100 ? Draws.Uniform(random, 0, 0.5) : 0);
        var garbage = random.NextDouble() < Sawtooth ? Garbage(random, n) : null;
        var (values, error) = (new double[n], Draws.Normal(random));
        for (var i = 0; i < n; i++)
        {
            error = rho * error + Math.Sqrt(1 - rho * rho) * Draws.Normal(random);
            values[i] = Math.Round(Base + noise * (size * drawn.Growth[i] + error + (garbage?[i] ?? 0)));
        }

        double[] times = [.. t.Select(x => x * (n - 1) * Spacing)];
        var requests = Loads.Cumulative(drawn.Rate ?? [.. t.Select(_ => 1.0)]);
        var series = new JudgedSeries("live_heap_bytes", SeriesKind.Floor, times, values, [.. requests.Select(r => r * 50 * times[^1])]);
        var rate = shape.IsLeak ? noise * size / times[^1] * 3600 : 0;
        return new Case(shape, series, shape.IsLeak ? size : 0, rate, [.. drawn.Growth.Select(g => size * g)], noise);
    }

    /// <summary>What a collector lets lie until it comes: teeth of uneven length and height.</summary>
    private static double[] Garbage(Random random, int n)
    {
        var garbage = new double[n];
        var (height, length) = (Draws.Uniform(random, 3, 20), Math.Max(4, n / Draws.Uniform(random, 20, 150)));
        for (var i = 0; i < n;)
        {
            var tooth = Math.Max(3, (int)(length * Draws.Uniform(random, 0.6, 1.4)));
            for (var k = 0; k < tooth && i < n; k++, i++)
                garbage[i] = height * k / length;
        }

        return garbage;
    }
}
