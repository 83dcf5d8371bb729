namespace SoakHarness.Model.Metrics;

/// <summary>Definition of one metric.</summary>
/// <param name="Name">Name in scenarios, recordings and reports.</param>
/// <param name="Unit">Unit: <c>bytes</c>, <c>count</c>, <c>ms</c>, <c>ratio</c>, <c>cores</c>.</param>
/// <param name="Kind">How its values relate over time.</param>
/// <param name="Source">Where it is read.</param>
/// <param name="Meaning">What it means, in a sentence.</param>
public sealed record MetricDefinition(string Name, string Unit, MetricKind Kind, string Source, string Meaning);
