using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Recordings;
using SoakHarness.Targets;

namespace SoakHarness.Runs;

/// <summary>
/// The measuring half of a run: target up, sidecar watching, load on, drained, everything down again. It ends early,
/// with the reason recorded, when the user interrupts, the target exits, the collector is lost, or the disk fails.
/// </summary>
internal sealed class Measurement : IAsyncDisposable
{
    private static readonly TimeSpan SidecarReadyWithin = TimeSpan.FromSeconds(30);
    private const int LinesKept = 20;
    private readonly RunContext _context;
    private readonly WatchedTarget _target;
    private readonly EarlyStop _early;
    private readonly CancellationTokenSource _end = new();
    private FloorTrend _floor = new();
    private volatile GrownFloor? _grown;
    private bool _isQuiesced;
    private volatile bool _isDraining;
    private SidecarLink? _sidecar;
    private ILoadDriver? _load;

    private Measurement(RunContext context, WatchedTarget target)
    {
        _context = context;
        _target = target;
        _early = new EarlyStop(context.Spec.Verdict);
        _target.Restarted += FollowAsync;
    }

    /// <exception cref="TargetException">The target cannot be built, started, found or reached.</exception>
    /// <exception cref="OperationCanceledException">Interrupted before the target was ready.</exception>
    internal static async Task RunAsync(
        RunContext context,
        Func<RunContext, ILoadDriver> load,
        CancellationToken interrupt
    )
    {
        context.Observer.Progress(
            new RunProgress
            {
                Scenario = context.Spec.Name,
                Folder = context.Folder.Path,
                Phase = "build and start",
            }
        );
        await using var target = await TargetLauncher.LaunchAsync(
            context.Spec.Target,
            context.Folder,
            context.Secrets,
            interrupt
        );
        context = context with { Target = target };
        using var traces = GcTraceWatch.Attach(context, target);
        await using var measurement = new Measurement(context, target);
        await measurement.StartSidecarAsync(interrupt);
        await Readiness.WaitAsync(target, context.Spec.Target.Ready, interrupt);
        Answering.Check(target, context.Spec.Target);
        measurement._load = load(context);
        await measurement.MeasureAsync(measurement._load, interrupt);
    }

    public async ValueTask DisposeAsync()
    {
        if (_sidecar is not null)
            await _sidecar.DisposeAsync();
        (_load as IDisposable)?.Dispose();
        _end.Dispose();
    }

    private async Task StartSidecarAsync(CancellationToken interrupt)
    {
        if (_target.Pid == 0)
            return;
        var options = SidecarSetup.Create(_context, _target.Pid);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _sidecar = await SidecarLink.StartAsync(
            options,
            _context.Folder.SidecarLog,
            _context.Record,
            happened => HandleAsync(happened, ready)
        );
        var late = Task.Delay(SidecarReadyWithin, interrupt);
        await Task.WhenAny(ready.Task, _sidecar.Lost, _target.Exited, late);
        interrupt.ThrowIfCancellationRequested();
        if (!ready.Task.IsCompleted && !_target.Exited.IsCompleted)
            _context.Record(
                RunEventKind.Problem,
                $"The sidecar was not ready within {SidecarReadyWithin.TotalSeconds:0} s; the run goes on."
            );
        _target.Resume();
    }

    /// <summary>The target runs under a new process id: what is measured from now on is another heap.</summary>
    private async Task FollowAsync(TargetRestart restart)
    {
        _context.Record(
            RunEventKind.Restart,
            FormattableString.Invariant(
                $"The target ended (process {restart.Before}) and was found again {restart.Away.TotalSeconds:0.0} s later "
            )
                + FormattableString.Invariant(
                    $"as process {restart.After}; samples in between are missing, and each process is judged by itself."
                )
        );
        _floor = new FloorTrend();
        _early.Forget();
        _grown?.Forget();
        if (_isQuiesced)
            Resume();
        if (_sidecar is not null && !_end.IsCancellationRequested)
            await _sidecar.SwitchAsync(restart.After);
    }

    private async Task MeasureAsync(ILoadDriver load, CancellationToken interrupt)
    {
        var trouble = WatchForTroubleAsync(interrupt);
        var self = new SelfWatch(_context);
        var snapshots = new SnapshotTaker(_context, _sidecar, _end.Token);
        _grown = snapshots.Floor;
        var watching = Task.WhenAll(ReportProgressAsync(load), snapshots.RunAsync(), self.RunAsync(_end.Token));
        try
        {
            await LoadAsync(load, trouble, snapshots.Comparable);
        }
        catch (TargetException)
        {
            await _end.CancelAsync();
            await Task.WhenAll(watching, trouble);
            throw;
        }

        if (!_end.IsCancellationRequested)
            await DrainAsync(snapshots);
        await _end.CancelAsync();
        await watching;
        await trouble;
        _context.Record(RunEventKind.Phase, "end");
    }

    private async Task LoadAsync(ILoadDriver load, Task trouble, Task comparable)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        var running = load.RunAsync(stop.Token);
        // What leaks is named by two snapshots: one must be there before the drained one may come.
        var early = Task.WhenAll(_early.Certain, comparable);
        if (await Task.WhenAny(running, trouble, early) == early)
        {
            _context.Record(RunEventKind.StoppedEarly, await _early.Certain);
            await stop.CancelAsync();
        }

        await running;
    }

    /// <summary>
    /// Waits for the first thing that ends the run early, records it and cancels the rest; or for the normal end.
    /// </summary>
    private async Task WatchForTroubleAsync(CancellationToken interrupt)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(interrupt, _end.Token);
        var lost = _sidecar?.Lost ?? new TaskCompletionSource<string>().Task;
        var over = Task.Delay(Timeout.Infinite, either.Token);
        var first = await Task.WhenAny(_target.Exited, lost, _context.Store.Failure, over);
        if (_end.IsCancellationRequested)
            return;
        if (first == _target.Exited)
            RecordEnd(await _target.Exited);
        else if (first == lost)
            _context.Record(RunEventKind.CollectorExit, await lost);
        else if (first == over)
            _context.Record(RunEventKind.Interrupted, "Interrupted by the user.");
        else
            _context.Observer.Say(await _context.Store.Failure);
        await _end.CancelAsync();
    }

    private void RecordEnd(TargetExit exit)
    {
        _context.Record(_context.TargetEnd, $"The target {exit}.");
        // A dump that was taken as a snapshot talks in the target's name.
        var lines = _target
            .LastLines.Where(line => !line.StartsWith("[createdump]", StringComparison.Ordinal))
            .ToArray();
        if (lines.Length > 0)
            _context.Record(RunEventKind.TargetOutput, string.Join('\n', lines.TakeLast(LinesKept)));
    }

    private async Task DrainAsync(SnapshotTaker snapshots)
    {
        if (_sidecar is null)
            return;
        var watch = _context.Spec.Watch;
        _context.Record(RunEventKind.Phase, watch.Drain > TimeSpan.Zero ? "drain" : "end");
        _isDraining = true;
        _context.Observer.Progress(Snapshot());
        if (watch.Drain > TimeSpan.Zero)
        {
            var within = watch.Drain + (watch.Checkpoint?.Within ?? TimeSpan.Zero) + TimeSpan.FromSeconds(5);
            await _sidecar.AskAsync(
                new SidecarCommand(SidecarCommand.Drain, IsDrained: true),
                SidecarEvent.Drained,
                within,
                _end.Token
            );
        }

        await snapshots.TakeLastAsync();
    }

    private async Task HandleAsync(SidecarEvent happened, TaskCompletionSource ready)
    {
        switch (happened.Event)
        {
            case SidecarEvent.Ready:
                ready.TrySetResult();
                break;
            case SidecarEvent.Checkpoint when happened.LiveBytes is { } live:
                _floor.Add(happened.Time, live);
                if (!_isDraining)
                    _grown?.Add(live);
                if (_load?.State is { Phase: not "warm-up" } state)
                    _early.Add(happened.Time, live, state.DeliveredRate);
                break;
            case SidecarEvent.Quiesce:
                _isQuiesced = true;
                await (_load?.PauseAsync() ?? Task.CompletedTask);
                await _sidecar!.TellAsync(new SidecarCommand(SidecarCommand.Quiesced));
                break;
            case SidecarEvent.Resume:
                Resume();
                break;
            case SidecarEvent.Problem:
                _context.Observer.Say(happened.Text);
                break;
            case SidecarEvent.Fact when happened.Text.Split('=', 2) is [var name, var value]:
                _context.Store.Describe(
                    new Dictionary<string, string> { [Recordings.RunDescription.FactPrefix + name] = value }
                );
                break;
        }
    }

    private void Resume()
    {
        _isQuiesced = false;
        _load?.Resume();
    }

    private async Task ReportProgressAsync(ILoadDriver load)
    {
        while (!_end.IsCancellationRequested)
        {
            _context.Observer.Progress(Snapshot());
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(1), _end.Token));
        }
    }

    private RunProgress Snapshot()
    {
        var state = _load?.State ?? new LoadState();
        // After the load nothing is sent any more: the last window's figures would stand there as if it were.
        var live = _isDraining
            ? state with
            {
                Phase = _context.Spec.Watch.Drain > TimeSpan.Zero ? "drain" : "end",
                AskedRate = null,
                DeliveredRate = 0,
                P99Ms = null,
                Remaining = null,
            }
            : state;
        return new RunProgress
        {
            Scenario = _context.Spec.Name,
            Folder = _context.Folder.Path,
            Phase = live.Phase,
            Elapsed = state.Elapsed,
            Remaining = live.Remaining,
            AskedRate = live.AskedRate,
            DeliveredRate = live.DeliveredRate,
            Errors = state.Errors,
            P99Ms = live.P99Ms,
            FloorBytes = _floor.Last,
            FloorPerHour = _floor.PerHour,
            Checkpoints = _floor.Count,
        };
    }
}
