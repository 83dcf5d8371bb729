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
internal sealed record Suite(
    string Name,
    int[] Points,
    double Spacing,
    (double, double) Noise,
    (double, double) LeakSize,
    (double, double) CleanSize,
    double Sawtooth
)
{
    /// <summary>The benchmark's bar, a share of the base an hour, and how many times it a leak is at least.</summary>
    internal const double BarPerHour = 0.0005;
    private const double LeastLeak = 4;

    /// <summary>Shapes to draw from.</summary>
    internal IReadOnlyList<Shape> Shapes { get; init; } = [.. Shape.Clean, .. Shape.Leaks];

    /// <summary>Level at the start, bytes: from, to.</summary>
    internal (double, double) Base { get; init; } = (100e6, 100e6);

    /// <summary>What the series is said to be.</summary>
    internal SeriesKind Kind { get; init; } = SeriesKind.Floor;

    internal static IReadOnlyList<Suite> All { get; } =
    [
        new("12 floors, 1 % noise, 5 % growth", [12], 10, (0.01, 0.01), (5, 5), (2, 40), 0),
        new("floors", [6, 8, 12, 16, 24, 48, 100, 300], 10, (0.0005, 0.01), (3, 100), (3, 200), 0),
        new("series", [200, 500, 1000, 2000, 5000, 10000, 20000], 1, (0.002, 0.03), (1, 60), (1, 60), 0.4),
        new("second generator, 12 floors, 1 % noise, 5 % growth", [12], 10, (0.01, 0.01), (5, 5), (1, 10), 0)
        {
            Shapes =
            [
                .. SecondShapes.Clean.Where(s =>
                    s.Name is "flat" or "log growth" or "warm-up" or "cache fill" or "step"
                ),
                .. SecondShapes.Leaks.Where(s => s.Name == "linear"),
            ],
        },
        new("second generator, floors", [12, 20, 30, 60, 120, 360], 10, (0.001, 0.02), (2, 40), (1, 40), 0)
        {
            Shapes = SecondShapes.Steady,
            Base = (5e6, 500e6),
        },
        new(
            "second generator, series",
            [200, 500, 1000, 2000, 5000, 10000, 20000],
            1,
            (0.002, 0.02),
            (1, 30),
            (2, 30),
            0
        )
        {
            Shapes = [.. SecondShapes.Clean, .. SecondShapes.Leaks],
            Base = (20e6, 500e6),
        },
    ];

    /// <summary>Draws one series; the same seed draws the same one.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="random">Where its numbers come from.</param>
    /// <param name="times">How many times its length it goes on, with the parameters of its length.</param>
    internal Case Draw(Shape shape, Random random, int times = 1)
    {
        var n = Points[random.Next(Points.Length)];
        double[] t = [.. Enumerable.Range(0, times * (n - 1) + 1).Select(i => i / (n - 1.0))];
        var drawn = shape.Draw(random, t);
        var level = Draws.Log(random, Base.Item1, Base.Item2);
        var noise = level * Draws.Log(random, Noise.Item1, Noise.Item2);
        var (low, high) = shape.IsLeak ? LeakSize : CleanSize;
        var size = drawn.Share ?? Draws.Log(random, low, high);
        if (shape.IsLeak)
            size = Math.Max(size, LeastLeak * BarPerHour * level * (n - 1) * Spacing / 3600 / noise);
        // Noise that wanders as slowly as the run is long cannot be told from growth by anything.
        var slowest = Math.Exp(-1 / (0.06 * n));
        var rho = Math.Min(
            slowest,
            drawn.Rho > 0 ? drawn.Rho
                : n >= 100 ? Draws.Uniform(random, 0, 0.5)
                : 0
        );
        var garbage = drawn.Garbage ?? (random.NextDouble() < Sawtooth ? Curves.Garbage(random, t) : null);
        var (values, error) = (new double[t.Length], Draws.Normal(random));
        for (var i = 0; i < t.Length; i++)
        {
            error = rho * error + Math.Sqrt(1 - rho * rho) * Draws.Normal(random);
            values[i] = Math.Round(level + noise * (size * drawn.Growth[i] + error + (garbage?[i] ?? 0)));
        }

        double[] seconds = [.. t.Select(x => x * (n - 1) * Spacing)];
        var requests = Loads.Cumulative(drawn.Rate ?? [.. t.Select(_ => 1.0)]);
        var series = new JudgedSeries(
            "live_heap_bytes",
            Kind,
            seconds,
            values,
            [.. requests.Select(r => r * 50 * seconds[^1])]
        );
        var rate = shape.IsLeak ? noise * size / ((n - 1) * Spacing) * 3600 : 0;
        return new Case(
            shape,
            series,
            shape.IsLeak ? size : 0,
            rate,
            [.. drawn.Growth.Select(g => size * g)],
            noise,
            level
        );
    }
}
