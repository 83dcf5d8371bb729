using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Go;

/// <summary>
/// Bounds what polling costs the target: reading its statistics stops its world, and a profile takes its CPU. Polls take at most a twentieth of the time; a poll
/// that takes longer is made less often, and that is said once. What each took is recorded as <c>poll</c> of the sidecar.
/// </summary>
/// <param name="context">Where costs are recorded.</param>
/// <param name="timesItsLength">From the beginning of a poll to the next it takes at least so many times its length.</param>
internal sealed class PollBudget(SidecarContext context, double timesItsLength = 20)
{
    private const double LongestPause = 30;
    private double _notBefore = double.NegativeInfinity;
    private bool _said;

    /// <summary>True when the next poll is due.</summary>
    internal bool IsDue => context.Now >= _notBefore;

    /// <summary>Notes what a poll took.</summary>
    /// <param name="seconds">Its length.</param>
    internal void Spent(double seconds)
    {
        var pause = Math.Min(LongestPause, timesItsLength * seconds);
        _notBefore = context.Now - seconds + pause;
        context.Write(new Reading(context.Self, context.Now, "poll", seconds * 1000));
        if (_said || pause <= context.Options.Watch.Every.TotalSeconds * 1.5)
            return;
        _said = true;
        context.Report(RunEventKind.Note, FormattableString.Invariant(
            $"Reading the target's debug endpoints took {seconds * 1000:0} ms: they are read every {pause:0.#} s, not every {context.Options.Watch.Every.TotalSeconds:0.#} s, so that it costs at most a twentieth of the time."));
    }
}
