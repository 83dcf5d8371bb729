namespace SoakHarness.Runs;

/// <summary>
/// Someone who watches a run. Nothing of the run depends on it: an observer that throws is reported and dropped.
/// </summary>
public interface IRunObserver
{
    /// <summary>Called about once a second, and at every change of phase.</summary>
    /// <param name="progress">Where the run stands.</param>
    void Progress(RunProgress progress);

    /// <summary>Called for everything a person should read at once: a restart, a gap, a problem.</summary>
    /// <param name="message">One sentence.</param>
    void Say(string message);
}
