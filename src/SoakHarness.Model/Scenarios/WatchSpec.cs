namespace SoakHarness.Model.Scenarios;

/// <summary>What the sidecar samples and how often.</summary>
public sealed record WatchSpec
{
    /// <summary>Sampling period. Default 1 s.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Checkpoints; null when they are off (passive watching).</summary>
    public CheckpointSpec? Checkpoint { get; init; } = new();

    /// <summary>Heap snapshots spread over the run; 0 is off. Default 3.</summary>
    public int HeapSnapshots { get; init; } = 3;

    /// <summary>Longest wait, after the load ended, for the floor to settle; zero for no drain. Default 15 s.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Length of the allocation sampling windows that find allocation sites; zero is off. Default 10 s.
    /// </summary>
    public TimeSpan AllocationSampling { get; init; } = TimeSpan.FromSeconds(10);
}
