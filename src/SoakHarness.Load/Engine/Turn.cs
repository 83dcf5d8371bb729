namespace SoakHarness.Load.Engine;

/// <summary>What an idle worker of the open model waits for; used again and again.</summary>
internal sealed class Turn : ReusableWait<double?>
{
    /// <summary>Begins a wait.</summary>
    /// <returns>The intended start of the worker's next iteration; null when there will be none.</returns>
    internal ValueTask<double?> WaitAsync()
    {
        Core.Reset();
        return new ValueTask<double?>(this, Core.Version);
    }

    /// <summary>Ends the wait.</summary>
    /// <param name="intended">The intended start; null when there is nothing more to do.</param>
    /// <param name="isAtOnce">True to go on within this call, on the caller's thread.</param>
    internal void Give(double? intended, bool isAtOnce)
    {
        Core.RunContinuationsAsynchronously = !isAtOnce;
        Core.SetResult(intended);
    }
}
