using System.Diagnostics;
using SoakHarness.Load.Http;
using SoakHarness.Load.Statistics;

namespace SoakHarness.Load.Engine;

/// <summary>
/// What all simulations of one load share: the clock, the gate, the iteration, the count of what is in flight.
/// </summary>
internal sealed class LoadRun(long origin, IIteration iteration, PhasedStatistics whole, CancellationToken kill)
{
    private static readonly TimeSpan Backoff = TimeSpan.FromMilliseconds(20);
    private static readonly double TickSeconds = 1.0 / Stopwatch.Frequency;
    private readonly Func<double> _clock = () => (Stopwatch.GetTimestamp() - origin) * TickSeconds;
    private long _unsent;
    private long _arrivalsLeft = long.MaxValue;

    /// <summary>Seconds since the run's origin.</summary>
    internal double Now => (Stopwatch.GetTimestamp() - origin) * TickSeconds;

    /// <summary>Closed while the load is paused.</summary>
    internal Gate Gate { get; } = new();

    /// <summary>Statistics of whole iterations.</summary>
    internal PhasedStatistics Whole => whole;

    /// <summary>Iterations that run now.</summary>
    internal long InFlight => whole.InFlight;

    /// <summary>Arrivals that were asked for and never sent, since the load was stopped.</summary>
    internal long NeverSent => Interlocked.Read(ref _unsent);

    /// <summary>True when the data for arrivals are used up.</summary>
    internal bool IsExhausted => Interlocked.Read(ref _arrivalsLeft) <= 0;

    /// <summary>Allows at most this many arrivals: a feed that ends has no rows for more.</summary>
    internal void Limit(long arrivals) => _arrivalsLeft = arrivals;

    /// <summary>Takes one arrival; false when there are no data for it.</summary>
    internal bool TryArrive() => Interlocked.Decrement(ref _arrivalsLeft) >= 0;

    internal void Unsent() => Interlocked.Increment(ref _unsent);

    /// <summary>True when nothing more is begun.</summary>
    internal bool IsKilled => kill.IsCancellationRequested;

    /// <summary>Begins an iteration that was asked for before.</summary>
    /// <param name="intended">When it was due.</param>
    /// <returns>How it ends, for <see cref="Ended"/>.</returns>
    internal ValueTask<StepEnd> SendAsync(double intended)
    {
        whole.Of(intended).Sent();
        return iteration.RunAsync(_clock, intended, kill);
    }

    /// <summary>Asks for an iteration and begins it.</summary>
    /// <param name="now">When it is due.</param>
    /// <returns>How it ends, for <see cref="Ended"/>.</returns>
    internal ValueTask<StepEnd> BeginAsync(double now)
    {
        whole.Of(now).Began();
        return iteration.RunAsync(_clock, now, kill);
    }

    /// <summary>Counts an iteration that has just ended.</summary>
    /// <param name="end">How.</param>
    /// <param name="intended">When it was due.</param>
    /// <param name="sent">When it was begun.</param>
    /// <returns>The time.</returns>
    internal double Ended(StepEnd end, double intended, double sent)
    {
        var now = Now;
        whole.Of(intended).Ended(end, now - intended, now - sent);
        return now;
    }

    /// <summary>
    /// True when the next iteration has to wait for <see cref="BackOffAsync"/>: a refused or reset connection ends at
    /// once, and without a pause a closed load would spin.
    /// </summary>
    internal static bool NeedsBackoff(StepEnd end) => end.Kind == EndKind.Failed && ErrorKinds.EndsAtOnce(end.Error);

    /// <summary>Waits for a moment.</summary>
    internal Task BackOffAsync() => Task.WhenAny(Task.Delay(Backoff, kill));
}
