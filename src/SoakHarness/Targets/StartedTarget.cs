using System.Diagnostics;
using System.Text.Json;

namespace SoakHarness.Targets;

/// <summary>
/// A target the harness started, under its supervisor. Lifecycle: <see cref="StartAsync"/> returns once the process
/// runs; <see cref="Exited"/> completes when it ends by itself; disposing asks it to end (SIGTERM), kills its whole
/// process group after the grace period, and returns when no process of the group is left.
/// </summary>
internal sealed class StartedTarget : IRunningTarget
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OutputWithin = TimeSpan.FromSeconds(2);
    private readonly Process _supervisor;
    private readonly TimeSpan _grace;
    private readonly TargetLog _log;
    private readonly Task _copies;
    private readonly long? _killsBefore = OutOfMemoryKills.Count();
    private readonly string _statusFile;

    private StartedTarget(Process supervisor, string statusFile, TargetLog log, TimeSpan grace)
    {
        _supervisor = supervisor;
        _statusFile = statusFile;
        _log = log;
        _grace = grace;
        _copies = Task.WhenAll(log.CopyAsync(supervisor.StandardOutput), log.CopyAsync(supervisor.StandardError));
        Exited = WatchAsync();
    }

    /// <inheritdoc />
    public event Action<string>? LineRead
    {
        add => _log.LineRead += value;
        remove => _log.LineRead -= value;
    }

    /// <inheritdoc />
    public int Pid { get; private set; }

    /// <inheritdoc />
    public Uri? Url { get; private init; }

    /// <inheritdoc />
    public Task<TargetExit> Exited { get; }

    /// <inheritdoc />
    public IReadOnlyList<string> LastLines => _log.Last;

    /// <summary>Starts a target.</summary>
    /// <param name="plan">What to start.</param>
    /// <param name="statusFile">File for the supervisor's status.</param>
    /// <param name="log">Takes the output; disposed with the target.</param>
    /// <param name="grace">Time between asking to end and killing.</param>
    /// <exception cref="TargetException">It cannot be started.</exception>
    internal static async Task<StartedTarget> StartAsync(
        TargetPlan plan,
        string statusFile,
        TargetLog log,
        TimeSpan grace
    )
    {
        var start = ChildCommand.Create(ChildProgram.Launch, statusFile);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var target = new StartedTarget(Process.Start(start)!, statusFile, log, grace) { Url = plan.Url };
        try
        {
            var request = new LaunchRequest(plan.Command, plan.WorkingDirectory, plan.Environment);
            await target._supervisor.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request));
            await target._supervisor.StandardInput.FlushAsync();
            target.Pid = await target.WaitForPidAsync();
            return target;
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_supervisor.HasExited)
            await StopAsync();
        await Task.WhenAny(_copies, Task.Delay(OutputWithin));
        if (File.Exists(_statusFile))
            File.Delete(_statusFile);
        _log.Dispose();
        _supervisor.Dispose();
    }

    private async Task StopAsync()
    {
        var group = _supervisor.Id;
        if (await TryAskAsync())
            await Task.WhenAny(_supervisor.WaitForExitAsync(), Task.Delay(_grace));
        ProcessGroup.Kill(group);
        await _supervisor.WaitForExitAsync();
    }

    /// <summary>False when the supervisor is gone already.</summary>
    private async Task<bool> TryAskAsync()
    {
        try
        {
            await _supervisor.StandardInput.WriteLineAsync(Supervisor.StopLine);
            await _supervisor.StandardInput.FlushAsync();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task<int> WaitForPidAsync()
    {
        using var deadline = new CancellationTokenSource(StartWithin);
        while (!deadline.IsCancellationRequested)
        {
            if (LaunchStatus.Read(_statusFile) is { } status)
                return status.Problem is null ? status.Pid : throw new TargetException(status.Problem);
            if (_supervisor.HasExited)
                break;
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        await Task.WhenAny(_copies, Task.Delay(TimeSpan.FromSeconds(1)));
        throw new TargetException($"The supervisor of the target did not start it:\n{string.Join('\n', _log.Last)}");
    }

    /// <summary>Not in order, and not because somebody killed it or asked it to end.</summary>
    private static bool DiedByItself(int? code) => code is not (null or 0 or 128 + 2 or 128 + 9 or 128 + 15);

    private string? Cause() => _log.Cause is { } cause ? LastWords.Short(cause) : null;

    private async Task<TargetExit> WatchAsync()
    {
        await _supervisor.WaitForExitAsync();
        ProcessGroup.Kill(_supervisor.Id);
        var code = LaunchStatus.Read(_statusFile)?.ExitCode;
        var killed = code is 128 + 9 && _killsBefore is { } before && OutOfMemoryKills.Count() > before;
        await Task.WhenAny(_copies, Task.Delay(OutputWithin));
        return new TargetExit(code, killed, Cause: DiedByItself(code) ? Cause() : null);
    }
}
