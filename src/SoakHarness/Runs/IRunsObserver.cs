using SoakHarness.Recordings;

namespace SoakHarness.Runs;

/// <summary>Someone who watches the runs of a command, one after another.</summary>
public interface IRunsObserver : IRunObserver
{
    /// <summary>A run begins.</summary>
    /// <param name="gating">Metrics that gate it.</param>
    void Begin(IReadOnlyList<string> gating);

    /// <summary>A run is over.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="reason">Why it ended as it did, in words.</param>
    void End(RunFolder folder, string reason);
}
