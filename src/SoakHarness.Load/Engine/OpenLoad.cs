namespace SoakHarness.Load.Engine;

/// <summary>
/// The open model: one dispatcher thread gives each arrival to an idle worker, of which there is a bounded number.
/// Nothing is dropped: what finds none waits in line, and its latency counts from its intended start.
/// </summary>
/// <param name="run">What the arrivals are for.</param>
/// <param name="maxWorkers">So many iterations at most at a time.</param>
/// <param name="neverBlocks">
/// True when iterations give up their thread whenever they wait: the dispatcher then begins them itself, which saves
/// waking another thread, as long as it is in time.
/// </param>
internal sealed class OpenLoad(LoadRun run, int maxWorkers, bool neverBlocks)
{
    private const double LateSeconds = 0.001;
    private readonly Lock _gate = new();
    private readonly Queue<double> _line = new();
    private readonly Stack<Turn> _idle = new();
    private readonly List<Task> _workers = [];
    private int _working;
    private bool _isComplete;

    /// <summary>Arrivals that wait for a worker.</summary>
    internal long Backlog
    {
        get
        {
            lock (_gate)
                return _line.Count;
        }
    }

    /// <summary>True while a worker is at work.</summary>
    internal bool IsBusy
    {
        get
        {
            lock (_gate)
                return _working > 0;
        }
    }

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
        Turn[] idle;
        lock (_gate)
        {
            _isComplete = true;
            idle = [.. _idle];
            _idle.Clear();
        }

        foreach (var turn in idle)
            turn.Give(null, isAtOnce: false);
        await Task.WhenAll(_workers);
    }

    /// <summary>Takes back every arrival that no worker has taken.</summary>
    internal void DropQueue()
    {
        lock (_gate)
        {
            for (; _line.Count > 0; _line.Dequeue())
                run.Unsent();
        }
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
            var lateness = run.Now - intended;
            run.Whole.Of(intended).Asked(lateness);
            Deliver(intended, neverBlocks && lateness < LateSeconds);
        }

        while (!stop.IsCancellationRequested && run.Now < start + seconds)
            PreciseWait.For(start + seconds - run.Now);
    }

    private void Deliver(double intended, bool isAtOnce)
    {
        Turn? idle;
        lock (_gate)
        {
            if (!_idle.TryPop(out idle) && _workers.Count == maxWorkers)
            {
                _line.Enqueue(intended);
                return;
            }

            _working++;
        }

        if (idle is not null)
            idle.Give(intended, isAtOnce);
        else
            Hire(intended, isAtOnce);
    }

    private void Hire(double intended, bool isAtOnce)
    {
        var worker = isAtOnce ? WorkAsync(intended) : Task.Run(() => WorkAsync(intended));
        lock (_gate)
            _workers.Add(worker);
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

    private async Task WorkAsync(double first)
    {
        var turn = new Turn();
        for (double? intended = first; intended is { } start; intended = await NextAsync(turn))
        {
            if (run.IsKilled)
            {
                run.Unsent();
                continue;
            }

            var sent = run.Now;
            var end = await run.SendAsync(start);
            run.Ended(end, start, sent);
            if (LoadRun.NeedsBackoff(end))
                await run.BackOffAsync();
        }
    }

    private ValueTask<double?> NextAsync(Turn turn)
    {
        lock (_gate)
        {
            if (_line.TryDequeue(out var intended))
                return new ValueTask<double?>(intended);
            _working--;
            if (_isComplete)
                return new ValueTask<double?>((double?)null);
            _idle.Push(turn);
            return turn.WaitAsync();
        }
    }
}
