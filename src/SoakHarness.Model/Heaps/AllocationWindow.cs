namespace SoakHarness.Model.Heaps;

/// <summary>Allocations that were sampled for a while.</summary>
/// <param name="Seconds">How long; 0 when nothing was sampled, or the length was not kept.</param>
/// <param name="Samples">Samples, most bytes first.</param>
public sealed record AllocationWindow(double Seconds, IReadOnlyList<AllocationSample> Samples)
{
    /// <summary>Namespaces of the libraries that the program uses, as <see cref="HeapSnapshot.Libraries"/>.</summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];

    /// <summary>Nothing was sampled.</summary>
    public static AllocationWindow None { get; } = new(0, []);
}
