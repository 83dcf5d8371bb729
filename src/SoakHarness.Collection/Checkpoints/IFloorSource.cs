using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Checkpoints;

/// <summary>Induces a full GC in the target and reads what is live after it.</summary>
public interface IFloorSource
{
    /// <summary>Takes one checkpoint; a target that cannot be reached gives an outcome, not an exception.</summary>
    /// <param name="within">Deadline.</param>
    /// <param name="cancel">Gives up.</param>
    Task<Checkpoint> TakeAsync(TimeSpan within, CancellationToken cancel);
}
