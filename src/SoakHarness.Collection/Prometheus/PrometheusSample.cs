namespace SoakHarness.Collection.Prometheus;

/// <summary>One line of the exposition format.</summary>
/// <param name="Name">Metric name.</param>
/// <param name="Labels">The labels as written, without braces; empty for none.</param>
/// <param name="Value">Finite value.</param>
internal readonly record struct PrometheusSample(string Name, string Labels, double Value);
