using System.Text.Json.Serialization;

namespace SoakHarness.Model.Scenarios;

/// <summary>
/// One load shape. A ramp starts from the rate or the number of copies at the end of the shape before it.
/// </summary>
/// <param name="During">How long it lasts; zero for <see cref="Iterations"/>, which end by count.</param>
[JsonDerivedType(typeof(Inject), "inject")]
[JsonDerivedType(typeof(RampingInject), "ramping-inject")]
[JsonDerivedType(typeof(KeepConstant), "keep-constant")]
[JsonDerivedType(typeof(RampingConstant), "ramping-constant")]
[JsonDerivedType(typeof(Pause), "pause")]
[JsonDerivedType(typeof(Iterations), "iterations")]
public abstract record Simulation(TimeSpan During);

/// <summary>Open model, constant arrival rate.</summary>
/// <param name="RatePerSecond">Arrivals per second; 1/3600 to 100,000.</param>
/// <param name="During">How long it lasts.</param>
/// <param name="Arrivals">Spacing of the arrivals.</param>
public sealed record Inject(double RatePerSecond, TimeSpan During, ArrivalKind Arrivals = ArrivalKind.Uniform)
    : Simulation(During);

/// <summary>
/// Open model, arrival rate changing linearly from the previous rate to <paramref name="RatePerSecond"/>.
/// </summary>
/// <param name="RatePerSecond">Arrivals per second at the end.</param>
/// <param name="During">How long it lasts.</param>
/// <param name="Arrivals">Spacing of the arrivals.</param>
public sealed record RampingInject(double RatePerSecond, TimeSpan During, ArrivalKind Arrivals = ArrivalKind.Uniform)
    : Simulation(During);

/// <summary>
/// Closed model: <paramref name="Copies"/> virtual users, each starting its next iteration when the last one ends.
/// </summary>
/// <param name="Copies">Number of virtual users, at least 1.</param>
/// <param name="During">How long it lasts.</param>
public sealed record KeepConstant(int Copies, TimeSpan During) : Simulation(During);

/// <summary>
/// Closed model, the number of virtual users changing linearly from the previous number to <paramref name="Copies"/>.
/// </summary>
/// <param name="Copies">Number of virtual users at the end.</param>
/// <param name="During">How long it lasts.</param>
public sealed record RampingConstant(int Copies, TimeSpan During) : Simulation(During);

/// <summary>No load.</summary>
/// <param name="During">How long it lasts.</param>
public sealed record Pause(TimeSpan During) : Simulation(During);

/// <summary>
/// A fixed number of iterations, shared by <paramref name="Copies"/> virtual users or, with a rate, injected at it.
/// </summary>
/// <param name="Count">Iterations in all, at least 1.</param>
/// <param name="Copies">Virtual users (closed model); ignored when <paramref name="RatePerSecond"/> is given.</param>
/// <param name="RatePerSecond">Arrivals per second (open model); null for the closed model.</param>
public sealed record Iterations(long Count, int Copies, double? RatePerSecond = null) : Simulation(TimeSpan.Zero);
