namespace SoakHarness.Load.External;

/// <summary>
/// Brings the results of another load generator into the recording: windows of a second, as our own load writes them.
/// What such tools call the time of a request is service time. Not thread-safe.
/// </summary>
public interface IResultsImport
{
    /// <summary>Where the load stands, by the last window.</summary>
    LoadProgress Progress { get; }

    /// <summary>Requests imported so far, warm-up included.</summary>
    long Requests { get; }

    /// <summary>Set when a threshold that ends the run was not kept; says which.</summary>
    string? Broken { get; }

    /// <summary>Takes what was written since the last call, and writes the windows that are complete.</summary>
    /// <param name="now">Seconds since the run's origin.</param>
    void Follow(double now);

    /// <summary>Takes the rest, once the generator has ended, and writes the remaining windows.</summary>
    /// <param name="now">Seconds since the run's origin at the generator's end.</param>
    /// <returns>What a reader of the report must know: what was left out or had to be assumed.</returns>
    IReadOnlyList<string> Finish(double now);
}
