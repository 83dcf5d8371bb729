using System.Globalization;

namespace SoakHarness.Collection.DotNet;

/// <summary>
/// Notices that the finalizer thread stands still although full GCs found objects for it. Every GC that finds one wakes
/// it, so that a thread which was not switched to since an earlier checkpoint found some is blocked. It is said once.
/// </summary>
internal sealed class FinalizerWatch
{
    private (long Switches, double Since, long Waiting)? _still;
    private bool _isSaid;

    /// <summary>Takes note of a checkpoint.</summary>
    /// <param name="now">Seconds of the run's clock, at its end.</param>
    /// <param name="switches">How often the thread was switched to so far; null when it is not known.</param>
    /// <param name="found">Objects that the checkpoint's GCs found to be finalized.</param>
    /// <returns>What is to be recorded, if anything.</returns>
    internal string? Notice(double now, long? switches, long found)
    {
        if (switches is not { } count)
            return null;
        if (_still is not { } still || still.Switches != count)
        {
            // What was found before it last ran may be done.
            _still = (count, now, 0);
            return null;
        }

        _still = still with { Waiting = still.Waiting + found };
        if (still.Waiting == 0 || _isSaid)
            return null;
        _isSaid = true;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The finalizer thread is blocked: it has not run since {still.Since:0.0} s, though full GCs found {still.Waiting + found} objects since then that wait for it. Nothing that needs finalizing is freed any more. Look at that thread's stack."
        );
    }
}
