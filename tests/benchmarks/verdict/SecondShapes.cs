namespace SoakHarness.VerdictBench;

/// <summary>
/// A second generator, drawn from a description of what heaps do and not from the judge: 16 clean and 12 leaking shapes
/// with parameters, levels and noises of their own. What is good for one generator only is no improvement.
/// </summary>
internal static class SecondShapes
{
    internal static IReadOnlyList<Shape> Clean { get; } =
    [
        Of("flat", _ => _ => 0),
        new("sawtooth", false, (r, t) => new Drawn(new double[t.Length]) { Garbage = Curves.Garbage(r, t) }),
        Of("warm-up", r => Curves.Saturation(Draws.Log(r, 0.01, 0.1))),
        Of("slow warm-up", r => Curves.Saturation(Draws.Uniform(r, 0.1, 0.25))),
        Of("cache fill", r => Curves.Fill(Draws.Uniform(r, 0.1, 0.6))),
        Of("step at start", r => Curves.Step(Draws.Uniform(r, 0.02, 0.1))),
        Of("log growth", r => Curves.Logarithm(Draws.Log(r, 0.001, 0.03))),
        new(
            "diurnal",
            false,
            (r, t) =>
            {
                var rate = Loads.Daily(r, t);
                return new Drawn([.. rate.Select(x => x - 1)], rate);
            }
        ),
        new(
            "load ramp",
            false,
            (r, t) =>
            {
                var rate = Loads.Ramp(r, t);
                return new Drawn([.. rate.Select(x => x - rate[0])], rate);
            }
        ),
        new("lazy gen2", false, (r, t) => new Drawn(new double[t.Length]) { Garbage = Curves.LongTeeth(r, t) }),
        new(
            "heavy tail",
            false,
            (r, t) => new Drawn(new double[t.Length]) { Garbage = [.. t.Select(_ => HeavyTail(r))] }
        ),
        new("AR(1)", false, (r, t) => new Drawn(new double[t.Length], Rho: Draws.Uniform(r, 0.5, 0.99))),
        Of("dictionary doubles, stops", r => Curves.Doubling(Draws.Uniform(r, 0.3, 0.7))),
        new("bounded drift", false, (r, t) => new Drawn(Curves.Drift(r, t, Draws.Uniform(r, 0.01, 0.06)))),
        Of("step", r => Curves.Step(Draws.Uniform(r, 0.2, 0.8))),
        Of("decline", r => t => -t),
    ];

    internal static IReadOnlyList<Shape> Leaks { get; } =
    [
        Of("linear", _ => t => t) with
        {
            IsLeak = true,
        },
        new("sawtooth", true, (r, t) => new Drawn([.. t]) { Garbage = Curves.Garbage(r, t) }),
        new(
            "load",
            true,
            (r, t) =>
            {
                var rate = Loads.Daily(r, t);
                var level = Draws.Uniform(r, 0, 0.3);
                return new Drawn([.. Loads.Cumulative(rate, t[^1]).Zip(rate, (c, x) => c + level * (x - 1))], rate);
            }
        ),
        Of("staircase", r => Curves.Staircase(r.Next(6, 20))) with
        {
            IsLeak = true,
        },
        Of("mid-start", r => Curves.From(Draws.Uniform(r, 0.2, 0.6))) with
        {
            IsLeak = true,
        },
        Of("accelerating", r => Curves.Power(Draws.Uniform(r, 1.5, 3))) with
        {
            IsLeak = true,
        },
        Of("ratchet", r => Curves.Ratchet(r.Next(8, 40), Draws.Uniform(r, 1.2, 2.5))) with
        {
            IsLeak = true,
        },
        Of(
            "plus cache",
            r => Curves.Sum(t => t, Curves.Times(Draws.Uniform(r, 0.3, 1.5), Curves.Fill(Draws.Uniform(r, 0.1, 0.5))))
        ) with
        {
            IsLeak = true,
        },
        new("troughs", true, (r, t) => new Drawn([.. t.Zip(Curves.LevelTops(r, t), (x, g) => x + g)])),
        new("AR(1)", true, (r, t) => new Drawn([.. t], Rho: Draws.Uniform(r, 0.5, 0.95))),
        new("spiky", true, (r, t) => new Drawn([.. t]) { Garbage = [.. Curves.Spikes(r, t, 0.03).Select(s => 3 * s)] }),
        new("lazy gen2", true, (r, t) => new Drawn([.. t]) { Garbage = Curves.LongTeeth(r, t) }),
    ];

    /// <summary>Those that a floor after full collections can have: nothing that only garbage makes.</summary>
    internal static IReadOnlyList<Shape> Steady { get; } =
    [
        .. Clean.Where(s => s.Name is not "sawtooth" and not "lazy gen2"),
        .. Leaks.Where(s => s.Name is not "sawtooth" and not "lazy gen2" and not "troughs"),
    ];

    /// <summary>Adds to normal noise of 1 what makes its tail heavy.</summary>
    private static double HeavyTail(Random random) => random.NextDouble() < 0.1 ? 3 * Draws.Normal(random) : 0;

    private static Shape Of(string name, Func<Random, Func<double, double>> make) =>
        new(
            name,
            false,
            (r, t) =>
            {
                var f = make(r);
                return new Drawn([.. t.Select(f)]);
            }
        );
}
