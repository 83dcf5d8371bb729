namespace SoakHarness.Load.Statistics;

/// <summary>When what is due begins to count. Safe to use from any thread.</summary>
internal sealed class WarmUpEnd
{
    private double _time = double.NegativeInfinity;

    /// <summary>
    /// Seconds since the run's origin; minus infinity without a warm-up, plus infinity until it is over.
    /// </summary>
    internal double Time
    {
        get => Volatile.Read(ref _time);
        set => Volatile.Write(ref _time, value);
    }
}
