namespace SoakHarness.Model.Recordings;

/// <summary>Anything that is recorded.</summary>
/// <param name="Source">Who was measured.</param>
/// <param name="Time">Seconds since the run's origin on the monotonic clock.</param>
public abstract record Entry(Source Source, double Time);
