namespace SoakHarness.Load.External;

/// <summary>The run's clock beside that of the world.</summary>
/// <param name="Began">When the generator was started, in seconds since the run's origin.</param>
/// <param name="UnixBegan">The same moment in seconds since 1970 (UTC).</param>
/// <param name="WarmUp">What ends earlier after the start is warm-up.</param>
public sealed record ImportClock(double Began, double UnixBegan, TimeSpan WarmUp)
{
    /// <summary>The run's time of a moment, in seconds.</summary>
    internal double ToRun(double unix) => unix - UnixBegan + Began;
}
