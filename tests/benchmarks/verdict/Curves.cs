namespace SoakHarness.VerdictBench;

/// <summary>Functions of time 0..1 that reach about 1.</summary>
internal static class Curves
{
    internal static Func<double, double> Saturation(double tau) => t => 1 - Math.Exp(-t / tau);

    internal static Func<double, double> Stretched(double tau) => t => 1 - Math.Exp(-Math.Pow(t / tau, 0.7));

    internal static Func<double, double> Fill(double until) => t => Math.Min(t / until, 1);

    /// <summary>
    /// Share of distinct keys seen when keys are drawn at random: the fullness of a dictionary of known keys.
    /// </summary>
    internal static Func<double, double> Coupons(double rounds) => t => 1 - Math.Exp(-rounds * t);

    internal static Func<double, double> Logarithm(double start) =>
        t => Math.Log(1 + t / start) / Math.Log(1 + 1 / start);

    internal static Func<double, double> Step(double at) => t => t >= at ? 1 : 0;

    internal static Func<double, double> TwoSteps(double one, double two) =>
        t => (t >= one ? 0.5 : 0) + (t >= two ? 0.5 : 0);

    internal static Func<double, double> Doubling(double end) =>
        t =>
            t < end / 4 ? 0.125
            : t < end / 2 ? 0.25
            : t < end ? 0.5
            : 1;

    internal static Func<double, double> RootUntil(double end) => t => Math.Sqrt(Math.Min(t / end, 1));

    internal static Func<double, double> Bump(double at, double width) => t => Math.Exp(-Math.Pow((t - at) / width, 2));

    internal static Func<double, double> Wave(double waves, double phase) =>
        t => Math.Sin(2 * Math.PI * (waves * t + phase));

    /// <summary>Fills until the first entries expire, then swings a little about its size.</summary>
    internal static Func<double, double> Expiring(double life) =>
        t => Math.Min(t / life, 1) + (t > life ? 0.05 * Math.Sin(2 * Math.PI * t / life) : 0);

    internal static Func<double, double> From(double at) => t => Math.Max(0, t - at) / (1 - at);

    internal static Func<double, double> Power(double exponent) => t => Math.Pow(t, exponent);

    internal static Func<double, double> Staircase(int steps) => t => Math.Floor(t * steps) / steps;

    /// <summary>Rises by more than it keeps: every tooth gives back a part.</summary>
    internal static Func<double, double> Ratchet(int teeth, double overshoot) =>
        t =>
        {
            var tooth = Math.Floor(t * teeth);
            return (tooth + overshoot * (t * teeth - tooth)) / teeth;
        };

    internal static Func<double, double> Sum(Func<double, double> one, Func<double, double> other) =>
        t => one(t) + other(t);

    internal static Func<double, double> Times(double factor, Func<double, double> curve) => t => factor * curve(t);

    internal static double[] RandomStairs(Random random, double[] t, int steps)
    {
        double[] at = [.. Enumerable.Range(0, (int)Math.Round(steps * t[^1])).Select(_ => t[^1] * random.NextDouble())];
        return [.. t.Select(x => at.Count(a => a <= x) / (double)steps)];
    }

    /// <summary>An Ornstein-Uhlenbeck walk of standard deviation 0.3 with a correlation time.</summary>
    internal static double[] Drift(Random random, double[] t, double time)
    {
        var level = 0.3 * Draws.Normal(random);
        var walk = new double[t.Length];
        for (var i = 0; i < t.Length; i++)
        {
            var keep = i == 0 ? 1 : Math.Exp(-(t[i] - t[i - 1]) / time);
            walk[i] = level = keep * level + 0.3 * Math.Sqrt(1 - keep * keep) * Draws.Normal(random);
        }

        return walk;
    }

    /// <summary>Rare upward excursions, Pareto sized.</summary>
    internal static double[] Spikes(Random random, double[] t, double share) =>
        [.. t.Select(_ => random.NextDouble() < share ? Math.Min(20, Math.Pow(1 - random.NextDouble(), -0.6)) : 0)];

    /// <summary>What a collector lets lie until it comes: teeth of uneven length and height.</summary>
    internal static double[] Garbage(Random random, double[] t)
    {
        var n = t.Length;
        var garbage = new double[n];
        var (height, length) = (Draws.Uniform(random, 3, 20), Math.Max(4, n / t[^1] / Draws.Uniform(random, 20, 150)));
        for (var i = 0; i < n; )
        {
            var tooth = Math.Max(3, (int)(length * Draws.Uniform(random, 0.6, 1.4)));
            for (var k = 0; k < tooth && i < n; k++, i++)
                garbage[i] = height * k / length;
        }

        return garbage;
    }

    /// <summary>Full collections that come seldom: long teeth, each cut down to the floor.</summary>
    internal static double[] LongTeeth(Random random, double[] t)
    {
        var (height, length) = (Draws.Log(random, 4, 40), Draws.Uniform(random, 0.04, 0.2));
        var (teeth, begin, end) = (new double[t.Length], -Draws.Uniform(random, 0, length), 0.0);
        for (var i = 0; i < t.Length; i++)
        {
            if (t[i] >= end)
                (begin, end) = (
                    i == 0 ? begin : t[i],
                    (i == 0 ? begin : t[i]) + length * Draws.Uniform(random, 0.7, 1.3)
                );
            teeth[i] = height * Math.Max(0, t[i] - begin) / length;
        }

        return teeth;
    }

    /// <summary>Teeth whose tops stay where they are: only what collections leave may rise.</summary>
    internal static double[] LevelTops(Random random, double[] t)
    {
        var (height, period) = (Draws.Uniform(random, 1.1, 2), Draws.Uniform(random, 0.005, 0.03));
        return [.. t.Select(x => Math.Max(0.1, height - x) * (x / period % 1))];
    }
}
