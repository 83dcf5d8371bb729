using SoakHarness.Load.Statistics;

namespace SoakHarness.Load.External;

/// <summary>One request as another load generator reports it.</summary>
/// <param name="Time">When it ended, in seconds since 1970 (UTC), by the clock of that generator.</param>
/// <param name="Seconds">Service time.</param>
/// <param name="Name">Name of the request; empty when it has none.</param>
/// <param name="End">How it ended.</param>
/// <param name="IsGroup">True for a group of requests that have rows of their own: it is a step, and no
/// request.</param>
internal readonly record struct RequestRow(double Time, double Seconds, string Name, StepEnd End, bool IsGroup = false);
