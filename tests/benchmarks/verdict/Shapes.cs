namespace SoakHarness.VerdictBench;

/// <summary>
/// What a heap can look like. A shape makes, for n points at times 0..1, the growth (1 = its full size), the sawtooth
/// that lies upon it (in full sizes of their own) and the request rate (1 = mean). Families differ from the judge's own
/// dictionary on purpose: power laws, stretched exponentials, drifts, batches.
/// </summary>
internal sealed record Shape(string Name, bool IsLeak, Func<Random, double[], Drawn> Draw)
{
    internal static IReadOnlyList<Shape> Clean { get; } =
    [
        Of("flat", _ => _ => 0),
        Of("correlated noise", _ => _ => 0) with
        {
            Draw = (r, t) => new Drawn(new double[t.Length], Rho: Draws.Uniform(r, 0.5, 0.97)),
        },
        Of("warm-up", r => Curves.Saturation(Draws.Uniform(r, 0.01, 0.12))),
        Of("slow warm-up", r => Curves.Saturation(Draws.Uniform(r, 0.12, 0.25))),
        Of("stretched warm-up", r => Curves.Stretched(Draws.Uniform(r, 0.03, 0.1))),
        Of("cache fill", r => Curves.Fill(Draws.Uniform(r, 0.05, 0.6))),
        Of("fill by random keys", r => Curves.Coupons(Draws.Uniform(r, 4, 10))),
        Of("log growth", r => Curves.Logarithm(Draws.Log(r, 0.0005, 0.02))),
        Of("step at start", r => Curves.Step(Draws.Uniform(r, 0.01, 0.1))),
        Of("step", r => Curves.Step(Draws.Uniform(r, 0.1, 0.85))),
        Of("two steps", r => Curves.TwoSteps(Draws.Uniform(r, 0.1, 0.3), Draws.Uniform(r, 0.4, 0.65))),
        Of("doubling stops", r => Curves.Doubling(Draws.Uniform(r, 0.3, 0.6))),
        Of("square root stops", r => Curves.RootUntil(Draws.Uniform(r, 0.2, 0.5))),
        Of("bump", r => Curves.Bump(Draws.Uniform(r, 0.2, 0.6), Draws.Uniform(r, 0.05, 0.12))),
        Of("wave", r => Curves.Wave(Draws.Uniform(r, 1.5, 6), r.NextDouble())),
        Of("decline", _ => t => -t),
        Of("warm-up, then decline", r => Curves.Sum(Curves.Saturation(0.05), t => -Draws.Uniform(r, 0.3, 0.3) * t)),
        Of("TTL cache", r => Curves.Expiring(Draws.Uniform(r, 0.1, 0.4))),
        new("bounded drift", false, (r, t) => new Drawn(Curves.Drift(r, t, Draws.Uniform(r, 0.01, 0.06)))),
        new(
            "load ramp",
            false,
            (r, t) =>
            {
                var rate = Loads.Ramp(r, t);
                return new Drawn([.. rate.Select(x => x - rate[0])], Rate: rate);
            }
        ),
        new(
            "daily load",
            false,
            (r, t) =>
            {
                var rate = Loads.Daily(r, t);
                return new Drawn([.. rate.Select(x => x - 1)], Rate: rate);
            }
        ),
        Of("heavy tail", _ => _ => 0) with
        {
            Draw = (r, t) => new Drawn(Curves.Spikes(r, t, 0.02), Share: 1),
        },
    ];

    internal static IReadOnlyList<Shape> Leaks { get; } =
    [
        OfLeak("linear", _ => t => t),
        OfLeak(
            "with warm-up",
            r =>
                Curves.Sum(
                    t => t,
                    Curves.Times(Draws.Uniform(r, 0.3, 2), Curves.Saturation(Draws.Uniform(r, 0.01, 0.06)))
                )
        ),
        OfLeak(
            "with cache fill",
            r => Curves.Sum(t => t, Curves.Times(Draws.Uniform(r, 0.3, 1.5), Curves.Fill(Draws.Uniform(r, 0.05, 0.25))))
        ),
        OfLeak(
            "after a step",
            r => Curves.Sum(t => t, Curves.Times(Draws.Uniform(r, 0.2, 0.6), Curves.Step(Draws.Uniform(r, 0.05, 0.3))))
        ),
        OfLeak("from mid-run", r => Curves.From(Draws.Uniform(r, 0.2, 0.6))),
        OfLeak("accelerating", r => Curves.Power(Draws.Uniform(r, 1.5, 2.5))),
        OfLeak("staircase", r => Curves.Staircase(r.Next(8, 30))),
        new("irregular staircase", true, (r, t) => new Drawn(Curves.RandomStairs(r, t, r.Next(10, 40)))),
        OfLeak(
            "with ripple",
            r => Curves.Sum(t => t, Curves.Times(0.05, Curves.Wave(Draws.Uniform(r, 3, 20), r.NextDouble())))
        ),
        new("in correlated noise", true, (r, t) => new Drawn([.. t], Rho: Draws.Uniform(r, 0.5, 0.9))),
        new(
            "proportional to load",
            true,
            (r, t) =>
            {
                var rate = Loads.Daily(r, t);
                return new Drawn(Loads.Cumulative(rate, t[^1]), Rate: rate);
            }
        ),
        new(
            "load and level",
            true,
            (r, t) =>
            {
                var rate = Loads.Daily(r, t);
                var level = Draws.Uniform(r, 0.1, 0.4);
                return new Drawn(
                    [.. Loads.Cumulative(rate, t[^1]).Select((x, i) => x + level * (rate[i] - 1))],
                    Rate: rate
                );
            }
        ),
        new("with spikes", true, (r, t) => new Drawn([.. t.Zip(Curves.Spikes(r, t, 0.02), (x, s) => x + 0.2 * s)])),
        OfLeak("ratchet", r => Curves.Ratchet(r.Next(12, 40), Draws.Uniform(r, 1.2, 2))),
    ];

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

    private static Shape OfLeak(string name, Func<Random, Func<double, double>> make) =>
        Of(name, make) with
        {
            IsLeak = true,
        };
}
