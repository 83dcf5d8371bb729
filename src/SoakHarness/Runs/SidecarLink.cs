using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Runs;

/// <summary>
/// The sidecar as the run sees it: orders and their answers, over a restart. Lifecycle: <see cref="StartAsync"/>
/// returns with the process started; a sidecar that dies is restarted once, with the gap recorded; when it dies again
/// <see cref="Lost"/> completes. <see cref="SwitchAsync"/> puts a new one in its place that watches another process.
/// Disposing stops it.
/// </summary>
internal sealed class SidecarLink : IAsyncDisposable
{
    private SidecarOptions _options;
    private readonly string _logPath;
    private readonly Action<RunEventKind, string> _record;
    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly List<(string Event, TaskCompletionSource Answer)> _waiting = [];
    private SidecarProcess _sidecar;
    private Task _pumping = Task.CompletedTask;
    private volatile bool _isStopping;

    private SidecarLink(
        SidecarOptions options,
        string logPath,
        SidecarProcess sidecar,
        Action<RunEventKind, string> record
    )
    {
        _options = options;
        _logPath = logPath;
        _sidecar = sidecar;
        _record = record;
    }

    /// <summary>Raised for every event, on the reading task.</summary>
    internal event Func<SidecarEvent, Task>? Happened;

    /// <summary>Completes with the reason when there is no sidecar any more.</summary>
    internal Task<string> Lost => _lost.Task;

    /// <summary>Process id of the sidecar.</summary>
    internal int Pid => _sidecar.Pid;

    /// <param name="options">What it watches.</param>
    /// <param name="logPath">File for its diagnostics.</param>
    /// <param name="record">Records an event of the run.</param>
    /// <param name="happened">Takes its events.</param>
    internal static async Task<SidecarLink> StartAsync(
        SidecarOptions options,
        string logPath,
        Action<RunEventKind, string> record,
        Func<SidecarEvent, Task> happened
    )
    {
        var link = new SidecarLink(options, logPath, await SidecarProcess.StartAsync(options, logPath), record);
        link.Happened += happened;
        link._pumping = link.PumpAsync();
        return link;
    }

    /// <summary>Sends an order and waits for its answer, the end of the sidecar, or the deadline.</summary>
    /// <param name="command">Order.</param>
    /// <param name="answer">Event that answers it.</param>
    /// <param name="within">Deadline.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>True when it was answered.</returns>
    internal async Task<bool> AskAsync(SidecarCommand command, string answer, TimeSpan within, CancellationToken cancel)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            _waiting.Add((answer, source));
        if (!await _sidecar.SendAsync(command))
            return false;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(within);
        await Task.WhenAny(source.Task, Lost, Task.Delay(Timeout.Infinite, deadline.Token));
        return source.Task.IsCompletedSuccessfully;
    }

    /// <summary>Sends an order that has no answer.</summary>
    internal Task TellAsync(SidecarCommand command) => _sidecar.SendAsync(command);

    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        await _sidecar.DisposeAsync();
        await _pumping;
    }

    /// <summary>Watches another process from now on: the target was restarted.</summary>
    /// <param name="pid">Its id.</param>
    internal Task SwitchAsync(int pid)
    {
        _options = _options with { Pid = pid };
        return _sidecar.StopAsync();
    }

    private async Task PumpAsync()
    {
        for (var deaths = 0; ; )
        {
            var wasAsked = await PumpOneAsync();
            if (_isStopping)
                return;
            if (!wasAsked && ++deaths == 2)
                break;
            if (!wasAsked)
                _record(
                    RunEventKind.Restart,
                    $"The sidecar ended unexpectedly ({Describe()}); it was started again, samples in between are missing."
                );
            var former = _sidecar;
            _sidecar = await SidecarProcess.StartAsync(_options, _logPath);
            await former.DisposeAsync();
            if (!_isStopping)
                continue;
            // The end of the run came while the new one started, and may have stopped only the former.
            await _sidecar.DisposeAsync();
            return;
        }

        _lost.TrySetResult($"The collector ended twice ({Describe()}); see sidecar.log.");
    }

    /// <summary>Passes on the events of one sidecar; true when it ended because it was asked to.</summary>
    private async Task<bool> PumpOneAsync()
    {
        await foreach (var happened in _sidecar.Events.ReadAllAsync())
        {
            Answer(happened.Event);
            if (Happened is { } handler)
                await handler(happened);
        }

        var wasAsked = await _sidecar.Exited;
        AnswerAll();
        return wasAsked;
    }

    private void Answer(string name)
    {
        lock (_gate)
        {
            var index = _waiting.FindIndex(w => w.Event == name);
            if (index < 0)
                return;
            _waiting[index].Answer.TrySetResult();
            _waiting.RemoveAt(index);
        }
    }

    private void AnswerAll()
    {
        lock (_gate)
        {
            foreach (var (_, answer) in _waiting)
                answer.TrySetCanceled();
            _waiting.Clear();
        }
    }

    private string Describe() => _sidecar.LastLine.Length > 0 ? _sidecar.LastLine : "it printed nothing";
}
