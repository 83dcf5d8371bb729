using SoakHarness.Model.Scenarios;

namespace SoakHarness.Collection.Protocol;

/// <summary>What a sidecar watches and where it writes: the first line of its standard input, as JSON.</summary>
public sealed record SidecarOptions
{
    /// <summary>Process to watch.</summary>
    public required int Pid { get; init; }

    /// <summary>Path of the recording it writes to.</summary>
    public required string Recording { get; init; }

    /// <summary>The run's folder, for snapshot files.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// <c>Stopwatch.GetTimestamp()</c> at time 0: the monotonic clock is one for all processes of a host.
    /// </summary>
    public required long Origin { get; init; }

    /// <summary>What is sampled and how often.</summary>
    public WatchSpec Watch { get; init; } = new();

    /// <summary>Runtime of the target; null to detect it.</summary>
    public TargetRuntime? Runtime { get; init; }

    /// <summary>Base address of a Go target's debug endpoints; null for none.</summary>
    public Uri? GoDebugUrl { get; init; }

    /// <summary>Headers sent to those endpoints, e.g. credentials.</summary>
    public IReadOnlyDictionary<string, string> GoDebugHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>A Prometheus endpoint of the target; null for none.</summary>
    public Uri? PrometheusUrl { get; init; }

    /// <summary>
    /// The counter at <see cref="PrometheusUrl"/> that counts the operations of a self-driven target.
    /// </summary>
    public string? OperationsCounter { get; init; }

    /// <summary>
    /// Meter and instrument (<c>Meter/instrument</c>) that counts the operations of a self-driven target.
    /// </summary>
    public string? OperationsMeter { get; init; }
}
