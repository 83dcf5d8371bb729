using SoakHarness.Model.Scenarios;
using LoadSimulation = SoakHarness.Model.Scenarios.Simulation;

namespace SoakHarness.CSharp;

/// <summary>
/// Makes load simulations: open ones (inject) start iterations on a schedule, closed ones (constant) keep users busy.
/// </summary>
public static class Simulation
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Open: a constant number of iterations per interval, evenly spaced.</summary>
    /// <param name="rate">Iterations per interval; fractions are fine.</param>
    /// <param name="interval">Interval.</param>
    /// <param name="during">How long it lasts.</param>
    public static LoadSimulation Inject(double rate, TimeSpan interval, TimeSpan during) =>
        new Inject(PerSecond(rate, interval), Length(during));

    /// <summary>
    /// Open: as <see cref="Inject"/>, but iterations start at random times (Poisson arrivals, seeded).
    /// </summary>
    /// <param name="rate">Mean number of iterations per interval.</param>
    /// <param name="interval">Interval.</param>
    /// <param name="during">How long it lasts.</param>
    public static LoadSimulation InjectPoisson(double rate, TimeSpan interval, TimeSpan during) =>
        new Inject(PerSecond(rate, interval), Length(during), ArrivalKind.Poisson);

    /// <summary>Open: from the rate of the simulation before (0 for the first) linearly to the given one.</summary>
    /// <param name="rate">Iterations per interval at the end.</param>
    /// <param name="interval">Interval.</param>
    /// <param name="during">How long it lasts.</param>
    public static LoadSimulation RampingInject(double rate, TimeSpan interval, TimeSpan during) =>
        new RampingInject(PerSecond(rate, interval), Length(during));

    /// <summary>Closed: users that start their next iteration when the last one ended.</summary>
    /// <param name="copies">Number of users, at least 1.</param>
    /// <param name="during">How long it lasts.</param>
    public static LoadSimulation KeepConstant(int copies, TimeSpan during) =>
        new KeepConstant(Positive(copies), Length(during));

    /// <summary>Closed: from the number of users of the simulation before linearly to the given one.</summary>
    /// <param name="copies">Number of users at the end, at least 1.</param>
    /// <param name="during">How long it lasts.</param>
    public static LoadSimulation RampingConstant(int copies, TimeSpan during) =>
        new RampingConstant(Positive(copies), Length(during));

    /// <summary>No load.</summary>
    /// <param name="during">How long it lasts.</param>
    public static LoadSimulation Pause(TimeSpan during) => new Pause(Length(during));

    /// <summary>Closed: a number of iterations, shared by users.</summary>
    /// <param name="copies">Number of users, at least 1.</param>
    /// <param name="iterations">Iterations in all, at least 1.</param>
    public static LoadSimulation IterationsForConstant(int copies, long iterations) =>
        new Iterations(Positive(iterations), Positive(copies));

    /// <summary>Open: a number of iterations at a rate.</summary>
    /// <param name="rate">Iterations per interval.</param>
    /// <param name="interval">Interval.</param>
    /// <param name="iterations">Iterations in all, at least 1.</param>
    public static LoadSimulation IterationsForInject(double rate, TimeSpan interval, long iterations) =>
        new Iterations(Positive(iterations), 1, PerSecond(rate, interval));

    private static double PerSecond(double rate, TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        var perSecond = rate * (Second / interval);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(perSecond, 100_000, nameof(rate));
        return perSecond;
    }

    private static TimeSpan Length(TimeSpan during)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(during, TimeSpan.Zero);
        return during;
    }

    private static T Positive<T>(T count)
        where T : System.Numerics.INumberBase<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return count;
    }
}
