using SoakHarness.Load.Thresholds;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Keys;

/// <summary>Keys of <c>verdict</c>.</summary>
internal static class VerdictKeys
{
    /// <summary>The map under <c>verdict</c>.</summary>
    public static MapShape Shape { get; } =
        new([
            new("min-growth", Scalars.Growth, "Growth under this is not worth failing.")
            {
                AlsoWritten = "tolerance growth",
                Default = "1MiB/h",
            },
            new(
                "metrics",
                new ListShape<string>(Scalars.Metric),
                "Metrics that gate the run; with threads also goroutines and child-processes."
            )
            {
                AlsoWritten = "gate",
                Default = "live-heap, native-memory, handles, threads",
            },
            new(
                "thresholds",
                new ListShape<ThresholdExpression>(new ThresholdShape()),
                "Conditions like p99 < 250ms, fail-rate < 1%, rate >= 99% of asked, step pay: mean <= 80ms."
            )
            {
                AlsoWritten = "checks assertions limits",
            },
            new("stop-early", Scalars.Flag, "Stop the load as soon as three looks in a row at the floors convict.")
            {
                AlsoWritten = "fail-fast",
                Default = "false",
            },
        ]);
}
