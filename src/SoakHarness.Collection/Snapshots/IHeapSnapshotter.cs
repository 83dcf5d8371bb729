using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Snapshots;

/// <summary>Writes a heap snapshot or profile into the run's folder.</summary>
public interface IHeapSnapshotter
{
    /// <summary>Takes one. What cannot be taken, or is partial, says so in its note.</summary>
    /// <param name="label">When in the run: <c>warm</c>, <c>middle</c>, <c>drained</c>; part of the file's
    /// name.</param>
    /// <param name="cancel">Gives up.</param>
    Task<SnapshotTaken> TakeAsync(string label, CancellationToken cancel);
}
