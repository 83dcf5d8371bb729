using System.Threading.Channels;

namespace SoakHarness.Load.Engine;

/// <summary>
/// The open model: one dispatcher thread puts intended start times into a queue, at most a bounded number of workers
/// take them out. Nothing is dropped: what waits for a worker waits in the queue, and its latency counts from its
/// intended start.
/// </summary>
internal sealed class OpenLoad(LoadRun run, int maxWorkers)
{
    private readonly Channel<double> _queue = Channel.CreateUnbounded<double>(
        new UnboundedChannelOptions { SingleWriter = true }
    );
    private readonly List<Task> _workers = [];

    // Workers less arrivals that are queued or under way: below 0, the next arrival finds nobody.
    private int _free;

    /// <summary>Arrivals that wait for a worker.</summary>
    internal long Backlog => _queue.Reader.Count;

    /// <summary>
    /// Delivers arrivals of one simulation; returns when its time is over, with requests still in flight.
    /// </summary>
    /// <param name="arrivals">Seconds since the start of the simulation, ascending.</param>
    /// <param name="seconds">Length of the simulation.</param>
    /// <param name="stop">Ends it.</param>
    internal Task DispatchAsync(IEnumerable<double> arrivals, double seconds, CancellationToken stop) =>
        Task.Factory.StartNew(
            () => Dispatch(arrivals, seconds, stop),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

    /// <summary>Lets the workers finish what is queued and ends them.</summary>
    internal async Task CompleteAsync()
    {
        _queue.Writer.Complete();
        await Task.WhenAll(_workers);
    }

    /// <summary>Takes back every arrival that no worker has taken.</summary>
    internal void DropQueue()
    {
        while (_queue.Reader.TryRead(out _))
            run.Unsent();
    }

    private void Dispatch(IEnumerable<double> arrivals, double seconds, CancellationToken stop)
    {
        PreciseWait.Sharpen();
        var start = run.Now;
        foreach (var arrival in arrivals)
        {
            start += WaitWhilePaused(stop);
            var intended = start + arrival;
            while (!stop.IsCancellationRequested && run.Now < intended)
                PreciseWait.For(intended - run.Now);
            if (stop.IsCancellationRequested || !run.TryArrive())
                return;
            run.Whole.Asked(run.Now - intended);
            Enqueue(intended);
        }

        while (!stop.IsCancellationRequested && run.Now < start + seconds)
            PreciseWait.For(start + seconds - run.Now);
    }

    private void Enqueue(double intended)
    {
        _queue.Writer.TryWrite(intended);
        if (Interlocked.Decrement(ref _free) >= 0 || _workers.Count == maxWorkers)
            return;
        Interlocked.Increment(ref _free);
        _workers.Add(Task.Run(WorkAsync, CancellationToken.None));
    }

    /// <summary>Seconds the gate was closed: the schedule moves by them.</summary>
    private double WaitWhilePaused(CancellationToken stop)
    {
        var began = run.Now;
        while (!run.Gate.Open.IsCompleted && !stop.IsCancellationRequested)
            PreciseWait.For(0.005);
        var paused = run.Now - began;
        return paused > 0.004 ? paused : 0;
    }

    private async Task WorkAsync()
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (_queue.Reader.TryRead(out var intended))
            {
                await run.IterateAsync(intended);
                Interlocked.Increment(ref _free);
            }
        }
    }
}
