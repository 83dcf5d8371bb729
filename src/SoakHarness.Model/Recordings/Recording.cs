namespace SoakHarness.Model.Recordings;

/// <summary>
/// Everything that was measured in one run, as read back from disk. Lists are in time order and may be empty.
/// </summary>
public sealed record Recording
{
    /// <summary>What the run was.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>Metric series of all sources.</summary>
    public IReadOnlyList<Series> Series { get; init; } = [];

    /// <summary>Garbage collections of the target.</summary>
    public IReadOnlyList<GarbageCollection> Collections { get; init; } = [];

    /// <summary>Checkpoints.</summary>
    public IReadOnlyList<Checkpoint> Checkpoints { get; init; } = [];

    /// <summary>Load windows of all generators and steps.</summary>
    public IReadOnlyList<LoadWindow> Load { get; init; } = [];

    /// <summary>
    /// What rates are counted by: <c>request</c>, or <c>operation</c> where the target drives itself and no load was
    /// recorded.
    /// </summary>
    public string Work => Load.Count > 0 ? "request" : "operation";

    /// <summary>Events.</summary>
    public IReadOnlyList<RunEvent> Events { get; init; } = [];

    /// <summary>Snapshots and profiles in the run's folder.</summary>
    public IReadOnlyList<SnapshotTaken> Snapshots { get; init; } = [];
}
