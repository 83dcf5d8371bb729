namespace SoakHarness.Model.Scenarios;

/// <summary>
/// A checkpoint is a full blocking GC induced in the target, after which the live bytes (the floor) are read.
/// </summary>
public sealed record CheckpointSpec
{
    /// <summary>
    /// Spacing; null for adaptive spacing (denser at the start, never more than 1 % of the time paused, 3 % in the
    /// first two minutes).
    /// </summary>
    public TimeSpan? Every { get; init; }

    /// <summary>Load pauses this long before each reading so that requests in flight finish; zero for none.</summary>
    public TimeSpan Quiesce { get; init; }

    /// <summary>Deadline of one checkpoint. Default 10 s.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromSeconds(10);
}
