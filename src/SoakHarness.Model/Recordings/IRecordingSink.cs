namespace SoakHarness.Model.Recordings;

/// <summary>Takes everything that is measured, in any order of sources, from any thread.</summary>
public interface IRecordingSink
{
    /// <summary>Takes one entry; returns at once and never loses it silently.</summary>
    /// <param name="entry">What was measured.</param>
    void Write(Entry entry);
}
