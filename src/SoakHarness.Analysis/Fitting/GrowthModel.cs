namespace SoakHarness.Analysis.Fitting;

/// <summary>
/// One shape a series may have: a constant, perhaps a steady trend, and perhaps one thing that looks like growth but
/// ends.
/// </summary>
/// <param name="Name">Name, for the evidence.</param>
/// <param name="Clock">The clock of the steady trend.</param>
/// <param name="Passing">What passes: a function of time in 0..1; null for nothing.</param>
internal sealed record GrowthModel(string Name, TrendClock Clock, Func<double, double>? Passing)
{
    /// <summary>
    /// Every shape, with and without a steady trend: exponential saturation, a ramp that stops, a step, a logarithm;
    /// and acceleration.
    /// </summary>
    internal static IReadOnlyList<GrowthModel> Dictionary { get; } = [.. Create()];

    /// <summary>True when it grows steadily to the end.</summary>
    internal bool HasTrend => Clock != TrendClock.None;

    private static IEnumerable<GrowthModel> Create()
    {
        foreach (var clock in Enum.GetValues<TrendClock>())
        {
            var trend = clock switch
            {
                TrendClock.Time => "linear",
                TrendClock.Requests => "per request",
                _ => "constant",
            };
            yield return new(trend, clock, null);
            foreach (var (name, shape) in Shapes())
                yield return new(clock == TrendClock.None ? name : $"{trend} + {name}", clock, shape);
        }

        // Written so that the square is level at the end: the slope there is the trend's alone.
        yield return new("quadratic", TrendClock.Time, t => (t - 1) * (t - 1));
    }

    private static IEnumerable<(string, Func<double, double>)> Shapes()
    {
        foreach (var tau in (double[])[0.03, 0.06, 0.12, 0.25, 0.5, 1])
            yield return ($"saturation {tau}", t => 1 - Math.Exp(-t / tau));
        for (var at = 0.15; at < 0.9; at += 0.1)
        {
            var knee = at;
            yield return ($"ramp until {knee:0.00}", t => Math.Min(t, knee) / knee);
            yield return ($"step at {knee:0.00}", t => t >= knee ? 1 : 0);
        }

        foreach (var (fast, slow) in ((double, double)[])[(0.02, 0.15), (0.05, 0.4)])
            yield return ($"saturation {fast} and {slow}", t => 1 - Math.Exp(-t / fast) / 2 - Math.Exp(-t / slow) / 2);
        foreach (var start in (double[])[0.004, 0.02, 0.055, 0.12, 0.2])
            yield return ($"logarithm {start}", t => Math.Log((t + start) / start) / Math.Log((1 + start) / start));
    }
}
