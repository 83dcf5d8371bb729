namespace SoakHarness.Model.Recordings;

/// <summary>One value of one metric.</summary>
/// <param name="Source">Who was measured.</param>
/// <param name="Time">Seconds since the run's origin.</param>
/// <param name="Metric">Metric name, see <see cref="Metrics.MetricCatalog"/>.</param>
/// <param name="Value">Value in the metric's unit; never NaN.</param>
public sealed record Reading(Source Source, double Time, string Metric, double Value) : Entry(Source, Time);
