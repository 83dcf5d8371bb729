namespace SoakHarness.Collection.DotNet;

/// <summary>What one induced full GC found.</summary>
/// <param name="Time">Seconds since the run's origin, at its end.</param>
/// <param name="LiveBytes">What is live: promoted bytes, and those of the pinned object heap.</param>
/// <param name="Generations">Sizes after it: gen0, gen1, gen2, LOH, POH.</param>
/// <param name="Finalizable">Objects it promoted only because their finalizer has still to run.</param>
/// <param name="PauseMs">How long the target was suspended, in milliseconds.</param>
internal sealed record FullCollection(
    double Time,
    long LiveBytes,
    IReadOnlyList<long> Generations,
    long Finalizable,
    double PauseMs
);
