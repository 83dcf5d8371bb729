using System.Diagnostics;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Targets;

/// <summary>
/// The process of a target that is judged: the target itself, or a named one of its children, held until it is watched
/// where that is asked for, and found again after a restart. Lifecycle: <see cref="FindAsync"/> returns once the
/// process is there; <see cref="Resume"/> lets it run; <see cref="Exited"/> completes when it ended for good; disposing
/// ends what was started.
/// </summary>
internal sealed class WatchedTarget : IRunningTarget
{
    private static readonly TimeSpan FoundWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LauncherEndsWithin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);
    private readonly IRunningTarget _target;
    private readonly SuspendPort? _port;
    private readonly CancellationTokenSource _watching = new();
    private Task _following = Task.CompletedTask;

    private WatchedTarget(IRunningTarget target, SuspendPort? port)
    {
        (_target, _port) = (target, port);
        (Pid, Exited) = (target.Pid, target.Exited);
    }

    /// <summary>Raised after the process was found again, on the watching task.</summary>
    internal event Func<TargetRestart, Task>? Restarted;

    /// <inheritdoc />
    public event Action<string>? LineRead
    {
        add => _target.LineRead += value;
        remove => _target.LineRead -= value;
    }

    /// <inheritdoc />
    public int Pid { get; private set; }

    /// <inheritdoc />
    public Uri? Url => _target.Url;

    /// <inheritdoc />
    public Task<TargetExit> Exited { get; private set; }

    /// <inheritdoc />
    public bool IsHeard => _target.IsHeard;

    /// <inheritdoc />
    public IReadOnlyList<string> LastLines => _target.LastLines;

    /// <summary>Finds the process that is judged.</summary>
    /// <param name="target">What was started or found; disposed with the result, or when nothing is found.</param>
    /// <param name="spec">Which process is judged, and whether it is followed.</param>
    /// <param name="port">The port it was started on; null when it was not started suspended.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="TargetException">There is no such process.</exception>
    internal static async Task<WatchedTarget> FindAsync(
        IRunningTarget target,
        TargetSpec spec,
        SuspendPort? port,
        CancellationToken cancel
    )
    {
        var watched = new WatchedTarget(target, port);
        try
        {
            await watched.ChooseAsync(spec, cancel);
            return watched;
        }
        catch
        {
            await watched.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets a process run that was held until it is watched.</summary>
    internal void Resume() => _port?.Resume();

    public async ValueTask DisposeAsync()
    {
        await _watching.CancelAsync();
        await _target.DisposeAsync();
        if (_port is not null)
            await _port.DisposeAsync();
        await Task.WhenAny(_following);
        _watching.Dispose();
    }

    private async Task ChooseAsync(TargetSpec spec, CancellationToken cancel)
    {
        var within = spec.Ready?.Within > FoundWithin ? spec.Ready.Within : FoundWithin;
        var search = spec.WatchProcess is { } name ? new TargetSearch(name, _target.Pid) : null;
        if (_port is not null)
            Pid = await HeldAsync(_port, search, within, cancel);
        else if (search is not null)
            Pid = await NamedAsync(search, within, cancel);
        search ??= spec is { ProcessName: { } found, FollowRestarts: true } ? new TargetSearch(found, null) : null;
        if (search is not null)
            _following = Exited = FollowAsync(search, spec);
    }

    private async Task<int> HeldAsync(SuspendPort port, TargetSearch? search, TimeSpan within, CancellationToken cancel)
    {
        port.Hold(search is null ? pid => pid == _target.Pid : search.IsNamed);
        await Task.WhenAny(port.Held, _target.Exited, Task.Delay(within, cancel));
        cancel.ThrowIfCancellationRequested();
        if (port.Held.IsCompleted)
            return await port.Held;
        throw new TargetException(
            FormattableString.Invariant(
                $"{await MissingAsync(within)}: no .NET runtime{(search is null ? "" : $" of a process {search.Name}")} "
            )
                + "waited on the diagnostic port (target.start-suspended). Is the started process a .NET program (else name its child in target.watch-process) whose "
                + $"diagnostics are not disabled (DOTNET_EnableDiagnostics=0)?{Readiness.Output(this)}"
        );
    }

    private async Task<int> NamedAsync(TargetSearch search, TimeSpan within, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var found = search.WaitAsync(within, over.Token);
        await Task.WhenAny(found, _target.Exited);
        await over.CancelAsync();
        cancel.ThrowIfCancellationRequested();
        if (await found is { } process)
            return process.Pid;
        var names = ProcessTree.Of(ProcessTree.All(), _target.Pid).Select(p => ProcessNames.Describe(p.Pid));
        throw new TargetException(
            $"{await MissingAsync(within)}: none of its processes is named {search.Name} (target.watch-process). "
                + $"Running: {string.Join(", ", names)}.{Readiness.Output(this)}"
        );
    }

    private async Task<string> MissingAsync(TimeSpan within) =>
        _target.Exited.IsCompleted
            ? $"The target {await _target.Exited}"
            : FormattableString.Invariant($"After {within.TotalSeconds:0} s");

    private async Task<TargetExit> FollowAsync(TargetSearch search, TargetSpec spec)
    {
        while (await EndedAsync(ProcessEntry.Read(Pid), spec.IsStarted))
        {
            var away = Stopwatch.StartNew();
            if (!spec.FollowRestarts)
                return new TargetExit(
                    null,
                    Problem: FormattableString.Invariant(
                        $"has exited (process {search.Name}, {Pid}, while {_target.Pid} that started it goes on)"
                    )
                );
            if (await search.WaitAsync(FoundWithin, _watching.Token) is not { } again)
                return new TargetExit(
                    null,
                    Problem: FormattableString.Invariant(
                        $"has exited (process {search.Name}, {Pid}) and was not started again within {FoundWithin.TotalSeconds:0} s"
                    )
                );
            var restart = new TargetRestart(Pid, again.Pid, away.Elapsed);
            Pid = again.Pid;
            if (Restarted is { } handler)
                await handler(restart);
        }

        return spec.IsStarted && _target.Exited.IsCompleted
            ? await _target.Exited
            : new TargetExit(null, Problem: "is no longer watched");
    }

    /// <summary>
    /// Waits for the end of the process; false when the whole target has ended, or is no longer watched.
    /// </summary>
    private async Task<bool> EndedAsync(ProcessEntry? process, bool isStarted)
    {
        while (!_watching.IsCancellationRequested && !(isStarted && _target.Exited.IsCompleted))
        {
            if (process is null || ProcessEntry.Read(process.Pid)?.Start != process.Start)
                break;
            await Task.WhenAny(Task.Delay(Between, _watching.Token));
        }

        // Whoever started it may be about to end with it.
        if (isStarted)
            await Task.WhenAny(_target.Exited, Task.Delay(LauncherEndsWithin, _watching.Token));
        return !_watching.IsCancellationRequested && !(isStarted && _target.Exited.IsCompleted);
    }
}
