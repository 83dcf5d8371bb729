namespace SoakHarness.Exports;

/// <summary>One value of a recording in the long form that every table program reads.</summary>
/// <param name="Time">Seconds since the run's origin.</param>
/// <param name="Role">Who was measured: <c>target</c>, <c>generator</c>, <c>sidecar</c>.</param>
/// <param name="Pid">Process id.</param>
/// <param name="Metric">Metric name; of the load <c>load.completed</c> and so on, <c>latency.p99</c> counted from when
/// a request was due, and <c>service-time.p99</c> from when it was sent; service times come together for 60 windows of
/// the load, in the rows of the last.</param>
/// <param name="Step">Step of the load; empty for whole iterations and for everything else.</param>
/// <param name="Value">Value in the metric's unit; latencies and service times in milliseconds.</param>
internal sealed record ExportRow(double Time, string Role, int Pid, string Metric, string Step, double Value);
