namespace SoakHarness.Model.Scenarios;

/// <summary>What fails the run.</summary>
public sealed record VerdictSpec
{
    /// <summary>Growth under this is not worth failing. Default 1 MiB/h.</summary>
    public MinGrowth MinGrowth { get; init; } = new(1024 * 1024, GrowthUnit.BytesPerHour);

    /// <summary>Names of the metrics that gate the run. Default live-heap, native-memory, handles, threads.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = ["live-heap", "native-memory", "handles", "threads"];

    /// <summary>Threshold expressions as written, e.g. <c>p99 &lt; 250ms</c>.</summary>
    public IReadOnlyList<string> Thresholds { get; init; } = [];

    /// <summary>Stop the run as soon as a leak is certain. Default false.</summary>
    public bool StopEarly { get; init; }
}
