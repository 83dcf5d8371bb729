namespace SoakHarness.Exports;

/// <summary>One value of a recording in the long form that every table program reads.</summary>
/// <param name="Time">Seconds since the run's origin.</param>
/// <param name="Role">Who was measured: <c>target</c>, <c>generator</c>, <c>sidecar</c>.</param>
/// <param name="Pid">Process id.</param>
/// <param name="Metric">Metric name; load and latency are <c>load.completed</c>, <c>latency.p99</c> and so on.</param>
/// <param name="Step">Step of the load; empty for whole iterations and for everything else.</param>
/// <param name="Value">Value in the metric's unit; latencies in milliseconds.</param>
internal sealed record ExportRow(double Time, string Role, int Pid, string Metric, string Step, double Value);
