namespace SoakHarness.Model.Recordings;

/// <summary>One checkpoint: a full blocking GC induced in the target and what was live after it.</summary>
/// <param name="Source">Who was measured.</param>
/// <param name="Time">Seconds since the run's origin, when the floor was read.</param>
public sealed record Checkpoint(Source Source, double Time) : Entry(Source, Time)
{
    /// <summary>How it ended.</summary>
    public required CheckpointOutcome Outcome { get; init; }

    /// <summary>Bytes live after the last full GC of the checkpoint; 0 unless completed.</summary>
    public long LiveBytes { get; init; }

    /// <summary>Size after the GC by generation, in bytes: gen0, gen1, gen2, LOH, POH. Empty when unknown.</summary>
    public IReadOnlyList<long> GenerationBytes { get; init; } = [];

    /// <summary>How long the target was suspended in all, in milliseconds.</summary>
    public double PauseMs { get; init; }

    /// <summary>From asking for the GC to the reading, in milliseconds.</summary>
    public double DurationMs { get; init; }

    /// <summary>Full GCs it took: 2 when the first one found finalizable objects.</summary>
    public int Collections { get; init; }

    /// <summary>True when the load was paused and in-flight requests had finished.</summary>
    public bool IsQuiesced { get; init; }

    /// <summary>True when it was taken after the load ended.</summary>
    public bool IsDrained { get; init; }

    /// <summary>What went wrong, in a sentence; empty when nothing did.</summary>
    public string Note { get; init; } = "";
}
