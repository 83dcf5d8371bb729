using System.Diagnostics;
using System.Runtime.CompilerServices;
using SoakHarness.Load.Http;
using SoakHarness.Load.Statistics;

namespace SoakHarness.Load.Engine;

/// <summary>
/// What all simulations of one load share: the clock, the gate, the iteration, the count of what is in flight.
/// </summary>
internal sealed class LoadRun(long origin, IIteration iteration, PhasedStatistics whole, CancellationToken kill)
{
    private static readonly TimeSpan Backoff = TimeSpan.FromMilliseconds(20);
    private readonly Func<double> _clock = () => Stopwatch.GetElapsedTime(origin).TotalSeconds;
    private long _unsent;
    private long _arrivalsLeft = long.MaxValue;

    /// <summary>Seconds since the run's origin.</summary>
    internal double Now => Stopwatch.GetElapsedTime(origin).TotalSeconds;

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

    /// <summary>Runs one iteration that was asked for before, and counts it.</summary>
    internal ValueTask IterateAsync(double intended)
    {
        if (kill.IsCancellationRequested)
        {
            Unsent();
            return ValueTask.CompletedTask;
        }

        whole.Of(intended).Sent();
        return CountedAsync(intended, Now);
    }

    /// <summary>Asks for one iteration, runs it and counts it.</summary>
    internal ValueTask IterateAtOnceAsync(double now)
    {
        whole.Of(now).Began();
        return CountedAsync(now, now);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask CountedAsync(double intended, double sent)
    {
        var end = await iteration.RunAsync(_clock, intended, kill);
        var now = Now;
        whole.Of(intended).Ended(end, now - intended, now - sent);
        // A refused or reset connection ends at once: without a pause, a closed load would spin.
        if (end.Kind == EndKind.Failed && ErrorKinds.EndsAtOnce(end.Error))
            await Task.WhenAny(Task.Delay(Backoff, kill));
    }
}
