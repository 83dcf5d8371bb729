using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Snapshots;

/// <summary>
/// Samples allocations with their stacks for some time, and writes what it saw into the run's folder.
/// </summary>
public interface IAllocationSampler
{
    /// <summary>Samples.</summary>
    /// <param name="length">How long.</param>
    /// <param name="cancel">Ends early.</param>
    Task<SnapshotTaken> SampleAsync(TimeSpan length, CancellationToken cancel);
}
