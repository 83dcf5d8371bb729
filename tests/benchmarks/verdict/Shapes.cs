namespace SoakHarness.VerdictBench;

/// <summary>The shapes a floor can have: growth as a share of its full size, at a time of 0 to 1.</summary>
internal static class Shapes
{
    internal static IReadOnlyList<(string Name, bool IsLeak, Func<Random, Func<double, double>> Make)> All { get; } =
    [
        ("flat", false, _ => _ => 0),
        ("warm-up fast", false, r => Saturation(Uniform(r, 0.02, 0.1))),
        ("warm-up", false, r => Saturation(Uniform(r, 0.1, 0.25))),
        ("cache fill early", false, r => Fill(Uniform(r, 0.1, 0.3))),
        ("cache fill", false, r => Fill(Uniform(r, 0.3, 0.6))),
        ("log growth", false, r => Logarithm(Uniform(r, 0.01, 0.05))),
        ("step", false, r => Step(Uniform(r, 0.1, 0.8))),
        ("two steps", false, r => TwoSteps(Uniform(r, 0.1, 0.3), Uniform(r, 0.4, 0.6))),
        ("step at start", false, _ => Step(0.05)),
        ("sawtooth", false, r => Sawtooth(Uniform(r, 3, 8))),
        ("decline", false, _ => t => -t),
        ("bump", false, r => Bump(Uniform(r, 0.2, 0.6))),
        ("diurnal", false, r => Wave(Uniform(r, 1.5, 4))),
        ("doubling stops", false, _ => t => t < 0.1 ? 0.25 : t < 0.3 ? 0.5 : t < 0.5 ? 0.75 : 1),
        ("warm-up then decline", false, _ => t => 1 - Math.Exp(-t / 0.05) - 0.3 * t),
        ("square-root until half", false, _ => t => Math.Sqrt(Math.Min(t, 0.5) * 2)),
        ("linear", true, _ => t => t),
        ("linear with warm-up", true, _ => t => t + 0.5 * (1 - Math.Exp(-t / 0.05))),
        ("linear with cache fill", true, _ => t => t + 0.5 * Math.Min(t / 0.2, 1)),
        ("from mid-run", true, r => From(Uniform(r, 0.2, 0.5))),
        ("accelerating", true, _ => t => t * t),
        ("staircase", true, r => Staircase(r.Next(6, 12))),
        ("linear after step", true, _ => t => t + (t > 0.15 ? 0.3 : 0)),
        ("linear with ripple", true, _ => t => t + 0.02 * Math.Sin(40 * t)),
    ];

    private static double Uniform(Random random, double low, double high) => low + (high - low) * random.NextDouble();

    private static Func<double, double> Saturation(double tau) => t => 1 - Math.Exp(-t / tau);

    private static Func<double, double> Fill(double until) => t => Math.Min(t / until, 1);

    private static Func<double, double> Logarithm(double start) => t => Math.Log(1 + t / start) / Math.Log(1 + 1 / start);

    private static Func<double, double> Step(double at) => t => t >= at ? 1 : 0;

    private static Func<double, double> TwoSteps(double one, double two) => t => (t >= one ? 0.5 : 0) + (t >= two ? 0.5 : 0);

    private static Func<double, double> Sawtooth(double teeth) => t => t * teeth % 1;

    private static Func<double, double> Bump(double at) => t => Math.Exp(-Math.Pow((t - at) / 0.1, 2));

    private static Func<double, double> Wave(double waves) => t => Math.Sin(2 * Math.PI * waves * t);

    private static Func<double, double> From(double at) => t => Math.Max(0, t - at) / (1 - at);

    private static Func<double, double> Staircase(int steps) => t => Math.Floor(t * steps) / steps;
}
