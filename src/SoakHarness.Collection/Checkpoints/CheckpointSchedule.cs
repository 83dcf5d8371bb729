using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Collection.Checkpoints;

/// <summary>
/// Decides when checkpoints are taken. A spacing that the user gave is kept. Adaptive spacing starts at 2 s, so that a
/// run of a minute has two dozen floors, and grows with the time already watched, so that a run of days has a few
/// hundred; it lets checkpoints take no more than 1 % of the time, in the first two minutes 3 %: a run that short has
/// no verdict without floors. What a pause takes is the mean of the last few, so that one that a busy machine drew out
/// does not cost a run its floors, and the share still holds. Each spacing is drawn, between half and one and a half of
/// that: a service that empties something every two seconds, read every two seconds, would show one phase of it, or one
/// that drifts as slowly as a leak grows.
/// </summary>
public sealed class CheckpointSchedule
{
    private const double Shortest = 2;
    private const double Longest = 120;
    private const double GrowthPerSecond = 1.0 / 60;
    private const double LargestShare = 0.01;
    private const double LargestShareAtFirst = 0.03;
    private const double AtFirst = 120;
    private const int Remembered = 5;
    private const double LeastOfSpacing = 0.5;
    private readonly CheckpointSpec? _spec;
    private readonly Queue<double> _pauses = new();
    private readonly Random _random;
    private double? _last;
    private double _drawn = 1;

    /// <param name="spec">What the scenario asks for; null for no checkpoints.</param>
    /// <param name="random">Draws the spacing.</param>
    public CheckpointSchedule(CheckpointSpec? spec, Random random) => (_spec, _random) = (spec, random);

    /// <summary>When the next checkpoint is due, in seconds of the run's clock; null when never.</summary>
    /// <param name="now">Seconds of the run's clock.</param>
    public double? Next(double now) => _spec is null ? null : (_last ?? now) + Spacing(now);

    /// <summary>Takes note of a checkpoint.</summary>
    /// <param name="now">When it ended.</param>
    /// <param name="checkpoint">What it was; null when none could be taken.</param>
    public void Taken(double now, Checkpoint? checkpoint)
    {
        (_last, _drawn) = (now, LeastOfSpacing + _random.NextDouble());
        if (checkpoint is null)
            return;
        _pauses.Enqueue(checkpoint.PauseMs / 1000);
        if (_pauses.Count > Remembered)
            _pauses.Dequeue();
    }

    private double Spacing(double now)
    {
        if (_spec?.Every is { } every)
            return every.TotalSeconds;
        var adaptive = _drawn * Math.Clamp(now * GrowthPerSecond, Shortest, Longest);
        var share = now < AtFirst ? LargestShareAtFirst : LargestShare;
        return _pauses.Count == 0 ? adaptive : Math.Max(adaptive, _pauses.Average() / share);
    }
}
