namespace SoakHarness.Model.Recordings;

/// <summary>How a checkpoint ended.</summary>
public enum CheckpointOutcome
{
    /// <summary>The floor was read.</summary>
    Completed,

    /// <summary>No GC came before the deadline: the target is suspended, or gets no CPU.</summary>
    NoCollection,

    /// <summary>The target could not be reached.</summary>
    Unreachable,
}
