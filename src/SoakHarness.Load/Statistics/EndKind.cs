namespace SoakHarness.Load.Statistics;

/// <summary>The ways a request can end.</summary>
public enum EndKind
{
    /// <summary>A good response.</summary>
    Completed,

    /// <summary>An error, or a response that did not pass its check.</summary>
    Failed,

    /// <summary>No response at the deadline.</summary>
    TimedOut,

    /// <summary>Cancelled since the run stopped.</summary>
    Cancelled,
}
