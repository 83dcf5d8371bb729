namespace SoakHarness.Collection.Sources;

/// <summary>Something that is read once every sampling period.</summary>
public interface ISampleSource
{
    /// <summary>
    /// Reads now and writes what it saw. Never throws for a target that does not answer: that is reported once, as an
    /// event.
    /// </summary>
    /// <param name="cancel">Gives up.</param>
    ValueTask SampleAsync(CancellationToken cancel);
}
