namespace SoakHarness.Model.Recordings;

/// <summary>All values of one metric of one source, in time order.</summary>
/// <param name="Source">Who was measured.</param>
/// <param name="Metric">Metric name.</param>
/// <param name="Times">Seconds since the run's origin, strictly increasing; may be empty.</param>
/// <param name="Values">As many as <paramref name="Times"/>, in the metric's unit.</param>
public sealed record Series(Source Source, string Metric, double[] Times, double[] Values);
