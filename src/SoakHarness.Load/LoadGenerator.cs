using SoakHarness.Load.Engine;
using SoakHarness.Load.Feeds;
using SoakHarness.Load.Http;
using SoakHarness.Load.Schedules;
using SoakHarness.Load.Statistics;
using SoakHarness.Load.Thresholds;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load;

/// <summary>
/// Drives the load of one scenario. Lifecycle: <see cref="RunAsync"/> runs the warm-up and the simulations one after
/// another and writes a window a second for the whole and for each step; stop means no new arrivals, then requests in
/// flight may finish within the load's deadline, then they are cancelled; counts always add up.
/// </summary>
public sealed class LoadGenerator : IDisposable
{
    private readonly LoadSpec _load;
    private readonly LoadTarget _target;
    private readonly CancellationTokenSource _kill = new();
    private readonly WarmUpEnd _warmUpEnd = new();
    private readonly PhasedStatistics _whole;
    private readonly List<PhasedStatistics> _steps = [];
    private readonly LoadRun _run;
    private readonly Random _random;
    private readonly Dictionary<string, Feed> _feeds;
    private readonly string? _shortestFeed;
    private ITransport? _transport;
    private HttpIteration? _http;
    private OpenLoad? _open;
    private readonly AbortWatch[] _aborts;
    private readonly CancellationTokenSource _abort = new();
    private Task _opening = Task.CompletedTask;
    private bool _isWarmUp;
    private double _began;
    private double _lastWindow;

    /// <param name="load">The load.</param>
    /// <param name="target">Where it goes and who writes down what happens.</param>
    /// <exception cref="FeedException">A feed has no rows.</exception>
    public LoadGenerator(LoadSpec load, LoadTarget target)
    {
        _load = load;
        _target = target;
        _random = new Random(load.Seed);
        _whole = new PhasedStatistics(target.Scenario, "", _warmUpEnd);
        if (target.Steps is { } book)
            book.WarmUpEnd = _warmUpEnd;
        _aborts = [.. target.Thresholds.Where(t => t.Aborts).Select(t => new AbortWatch(t))];
        _feeds = load.Feeds.ToDictionary(f => f.Key, f => new Feed(f.Value, load.Seed, load.Part));
        _run = new LoadRun(target.Origin, target.Iteration ?? CreateHttp(), _whole, _kill.Token);
        _shortestFeed = _feeds.Where(f => f.Value.Rows is not null).OrderBy(f => f.Value.Rows).FirstOrDefault().Key;
        if (_feeds.Values.Min(f => f.Rows) is { } rows)
            _run.Limit(rows);
    }

    /// <summary>Where the load stands.</summary>
    public LoadProgress Progress { get; private set; } = new();

    /// <summary>Runs the whole load.</summary>
    /// <param name="stop">No new arrivals.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        _began = _lastWindow = _run.Now;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, _abort.Token);
        stop = either.Token;
        using var done = new CancellationTokenSource();
        var windows = WriteWindowsAsync(done.Token);
        if (_load.WarmUp > TimeSpan.Zero && _load.Simulations.Count > 0)
        {
            _isWarmUp = true;
            _warmUpEnd.Time = double.PositiveInfinity;
            _opening = OpenConnectionsAsync();
            await SimulateAsync(WarmUpOf(_load.Simulations[0]), 0, "warm-up", stop);
            _warmUpEnd.Time = _run.Now;
            WriteWindow();
            _isWarmUp = false;
        }

        var level = 0.0;
        foreach (var simulation in _load.Simulations)
            level = await SimulateAsync(simulation, level, SimulationNames.Of(simulation), stop);
        if (_run.IsExhausted)
            _target.Sink.Write(
                new RunEvent(
                    _target.Generator,
                    _run.Now,
                    RunEventKind.Note,
                    $"The load ended here, since every row of the feed {_shortestFeed} had been used."
                )
            );
        await FinishAsync(stop);
        await done.CancelAsync();
        await windows;
        WriteWindow();
    }

    /// <summary>Holds new arrivals back and returns when none is in flight.</summary>
    public async Task PauseAsync()
    {
        _run.Gate.Close();
        var deadline = _run.Now + _load.StopWithin.TotalSeconds;
        while ((_run.InFlight > 0 || _open is { IsBusy: true } or { Backlog: > 0 }) && _run.Now < deadline)
            await Task.Delay(TimeSpan.FromMilliseconds(5));
    }

    /// <summary>Goes on after a pause.</summary>
    public void Resume() => _run.Gate.Reopen();

    /// <inheritdoc />
    public void Dispose()
    {
        _http?.Dispose();
        _transport?.Dispose();
        foreach (var feed in _feeds.Values)
            feed.Dispose();
        _kill.Dispose();
        _abort.Dispose();
    }

    private HttpIteration CreateHttp()
    {
        var isJourney = _load.Steps.Count > 0;
        _transport = Transports.Create(_load.Transport, _target.Url!);
        var steps = (isJourney ? _load.Steps : _load.Requests)
            .Select(spec =>
                (new HttpStep(spec, _transport), new PhasedStatistics(_target.Scenario, spec.Name, _warmUpEnd))
            )
            .ToArray();
        _steps.AddRange(steps.Select(s => s.Item2));
        var mix = isJourney
            ? null
            : new Mix([.. _load.Requests.Select(r => r.Weight)], _load.Seed, _load.RandomisedMixWindow);
        return _http = new HttpIteration(steps, mix, new IterationData(_feeds, _load.Seed, _load.Part));
    }

    /// <summary>
    /// One request on every connection the load will need, all at once, so that the target has paid for them before
    /// anything counts: one that is opened later looks like growth. Not when there is data for so many iterations only,
    /// nor for a user's own code.
    /// </summary>
    private Task OpenConnectionsAsync()
    {
        var count = _http is null || _feeds.Values.Any(f => f.Rows is not null) ? 0 : ConnectionDemand.Of(_load);
        return Task.WhenAll(Enumerable.Range(0, count).Select(_ => IterateOnceAsync()));
    }

    private async Task IterateOnceAsync()
    {
        var now = _run.Now;
        _run.Ended(await _run.BeginAsync(now), now, now);
    }

    /// <summary>The warm-up drives what the first simulation drives, at its full rate.</summary>
    private Simulation WarmUpOf(Simulation first) =>
        first switch
        {
            Inject inject => inject with { During = _load.WarmUp },
            RampingInject ramp => new Inject(ramp.RatePerSecond, _load.WarmUp, ramp.Arrivals),
            KeepConstant constant => constant with { During = _load.WarmUp },
            RampingConstant ramp => new KeepConstant(ramp.Copies, _load.WarmUp),
            Iterations { RatePerSecond: { } rate } => new Inject(rate, _load.WarmUp),
            Iterations iterations => new KeepConstant(iterations.Copies, _load.WarmUp),
            _ => new Pause(_load.WarmUp),
        };

    /// <returns>The rate or the number of copies at its end, where the next ramp starts.</returns>
    private async Task<double> SimulateAsync(Simulation simulation, double level, string phase, CancellationToken stop)
    {
        if (stop.IsCancellationRequested || _run.IsExhausted)
            return level;
        _target.Sink.Write(new RunEvent(_target.Generator, _run.Now, RunEventKind.Phase, phase));
        Progress = Progress with { Phase = phase };
        var seconds = simulation.During.TotalSeconds;
        var closed = new ClosedLoad(_run, _load.Pacing);
        switch (simulation)
        {
            case Inject inject:
                await OpenAsync(inject.RatePerSecond, inject.RatePerSecond, seconds, inject.Arrivals, stop);
                return inject.RatePerSecond;
            case RampingInject ramp:
                await OpenAsync(level, ramp.RatePerSecond, seconds, ramp.Arrivals, stop);
                return ramp.RatePerSecond;
            case KeepConstant constant:
                await closed.RunAsync(constant.Copies, constant.Copies, seconds, stop);
                return constant.Copies;
            case RampingConstant ramp:
                await closed.RunAsync((int)level, ramp.Copies, seconds, stop);
                return ramp.Copies;
            case Iterations { RatePerSecond: { } rate } iterations:
                await OpenAsync(rate, rate, iterations.Count / rate, ArrivalKind.Uniform, stop);
                return rate;
            case Iterations iterations:
                await closed.RunIterationsAsync(iterations.Count, iterations.Copies, stop);
                return iterations.Copies;
            default:
                await Task.WhenAny(Task.Delay(simulation.During, stop));
                return 0;
        }
    }

    private Task OpenAsync(double from, double to, double seconds, ArrivalKind kind, CancellationToken stop)
    {
        _open ??= new OpenLoad(_run, _load.Transport.MaxConnections, neverBlocks: _http is not null);
        Func<double>? draw = kind == ArrivalKind.Poisson ? () => -Math.Log(1 - _random.NextDouble()) : null;
        return _open.DispatchAsync(ArrivalSchedule.Arrivals(from, to, seconds, draw, _load.Part), seconds, stop);
    }

    /// <summary>In-flight requests finish, within the deadline; what was never sent is counted.</summary>
    private async Task FinishAsync(CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
            _open?.DropQueue();
        var finished = Task.WhenAll(_opening, _open?.CompleteAsync() ?? Task.CompletedTask);
        await Task.WhenAny(finished, Task.Delay(_load.StopWithin, CancellationToken.None));
        if (!finished.IsCompleted)
        {
            _open?.DropQueue();
            await _kill.CancelAsync();
        }

        await finished;
    }

    private async Task WriteWindowsAsync(CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(1), done));
            if (!done.IsCancellationRequested)
                WriteWindow();
        }
    }

    private void WriteWindow()
    {
        var now = _run.Now;
        var seconds = now - _lastWindow;
        if (seconds <= 0)
            return;
        _lastWindow = now;
        var backlog = (_open?.Backlog ?? 0) + _run.NeverSent;
        LoadWindow[] windows =
        [
            .. _whole.Take(_target.Generator, now, seconds, _isWarmUp, backlog),
            .. _steps.SelectMany(step => step.Take(_target.Generator, now, seconds, _isWarmUp, 0)),
            .. _target.Steps?.Take(_target.Generator, now, seconds, _isWarmUp) ?? [],
        ];
        foreach (var window in windows)
            _target.Sink.Write(window);
        if (_transport?.Connections is { } connections)
            _target.Sink.Write(new Reading(_target.Generator, now, "connections", connections));
        if (!_isWarmUp)
            AbortIfBroken([.. windows.Where(w => !w.IsWarmUp)]);
        var whole = windows[0];
        var p99 = whole.Latency.Percentile(99);
        Progress = Progress with
        {
            Elapsed = TimeSpan.FromSeconds(now - _began),
            AskedRate = _open is null ? null : whole.Asked / seconds,
            DeliveredRate = whole.Completed / seconds,
            Errors = _whole.Errors,
            P99Ms = p99 / 1000,
        };
    }

    private void AbortIfBroken(LoadWindow[] windows)
    {
        var reason = _aborts.Select(a => a.Check(windows)).FirstOrDefault(r => r is not null);
        if (reason is null || _abort.IsCancellationRequested)
            return;
        _target.Sink.Write(new RunEvent(_target.Generator, _lastWindow, RunEventKind.Aborted, reason));
        _abort.Cancel();
    }
}
