using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Go;

/// <summary>
/// Bounds what polling costs the target: reading its statistics stops its world, and a profile takes its CPU. Polls
/// take at most a twentieth of the time; a poll that takes longer is made less often, and that is said once. What each
/// took is recorded as <c>poll</c> of the sidecar.
/// </summary>
/// <param name="context">Where costs are recorded.</param>
/// <param name="timesItsLength">From the beginning of a poll to the next it takes at least so many times its
/// length.</param>
internal sealed class PollBudget(SidecarContext context, double timesItsLength = 20)
{
    private const double LongestPause = 30;
    private const int Recent = 3;
    private readonly Queue<double> _recent = new();
    private double _notBefore = double.NegativeInfinity;
    private bool _said;

    /// <summary>True when the next poll is due.</summary>
    internal bool IsDue => context.Now >= _notBefore;

    /// <summary>Notes what a poll took.</summary>
    /// <param name="seconds">Its length.</param>
    internal void Spent(double seconds)
    {
        context.Write(new Reading(context.Self, context.Now, "poll", seconds * 1000));
        _recent.Enqueue(seconds);
        if (_recent.Count < Recent)
            return;
        // The shortest of the last three: a single stall of the machine is not the target's price.
        var usual = _recent.Min();
        _recent.Dequeue();
        var pause = Math.Min(LongestPause, timesItsLength * usual);
        _notBefore = context.Now - seconds + pause;
        if (_said || pause <= context.Options.Watch.Every.TotalSeconds * 1.5)
            return;
        _said = true;
        context.Report(
            RunEventKind.Note,
            FormattableString.Invariant(
                $"Reading the target's debug endpoints takes {usual * 1000:0} ms: they are read every {pause:0.#} s, not every {context.Options.Watch.Every.TotalSeconds:0.#} s, so that it costs at most a twentieth of the time."
            )
        );
    }
}
