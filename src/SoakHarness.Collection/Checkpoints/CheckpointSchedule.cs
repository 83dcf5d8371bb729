using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Collection.Checkpoints;

/// <summary>
/// Decides when checkpoints are taken. A spacing that the user gave is kept. Adaptive spacing starts at 2 s, so that a
/// run of a minute has two dozen floors, and grows with the time already watched, so that a run of days has a few
/// hundred; it never lets checkpoints take more than 1 % of the time.
/// </summary>
public sealed class CheckpointSchedule
{
    private const double Shortest = 2;
    private const double Longest = 120;
    private const double GrowthPerSecond = 1.0 / 60;
    private const double LargestShare = 0.01;
    private readonly CheckpointSpec? _spec;
    private double? _last;
    private double _pauseSeconds;

    /// <param name="spec">What the scenario asks for; null for no checkpoints.</param>
    public CheckpointSchedule(CheckpointSpec? spec) => _spec = spec;

    /// <summary>When the next checkpoint is due, in seconds of the run's clock; null when never.</summary>
    /// <param name="now">Seconds of the run's clock.</param>
    public double? Next(double now) => _spec is null ? null : (_last ?? now) + Spacing(now);

    /// <summary>Takes note of a checkpoint.</summary>
    /// <param name="now">When it ended.</param>
    /// <param name="checkpoint">What it was; null when none could be taken.</param>
    public void Taken(double now, Checkpoint? checkpoint)
    {
        _last = now;
        if (checkpoint is not null)
            _pauseSeconds = Math.Max(checkpoint.PauseMs / 1000, 0.5 * _pauseSeconds);
    }

    private double Spacing(double now)
    {
        if (_spec?.Every is { } every)
            return every.TotalSeconds;
        var adaptive = Math.Clamp(now * GrowthPerSecond, Shortest, Longest);
        return Math.Max(adaptive, _pauseSeconds / LargestShare);
    }
}
