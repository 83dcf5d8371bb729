using System.Diagnostics;

namespace SoakHarness.Targets;

/// <summary>
/// A process that was running before the harness came: watched, never stopped. Or, without a process, only an address.
/// </summary>
internal sealed class FoundTarget : IRunningTarget
{
    private readonly CancellationTokenSource _watching = new();
    private readonly Process? _process;

    private FoundTarget(Process? process, Uri? url)
    {
        _process = process;
        Url = url;
        Exited = process is null ? new TaskCompletionSource<TargetExit>().Task : WatchAsync(process);
    }

    /// <inheritdoc />
    public event Action<string>? LineRead
    {
        add =>
            throw new TargetException(
                "The output of a process that the harness did not start cannot be read; count operations by meter or Prometheus."
            );
        remove => ArgumentNullException.ThrowIfNull(value);
    }

    /// <inheritdoc />
    public int Pid => _process?.Id ?? 0;

    /// <inheritdoc />
    public Uri? Url { get; }

    /// <inheritdoc />
    public Task<TargetExit> Exited { get; }

    /// <inheritdoc />
    public bool IsHeard => false;

    /// <inheritdoc />
    public IReadOnlyList<string> LastLines => [];

    /// <summary>A target without a process: load only.</summary>
    internal static FoundTarget Address(Uri url) => new(null, url);

    /// <exception cref="TargetException">There is no such process.</exception>
    internal static FoundTarget ByPid(int pid, Uri? url)
    {
        try
        {
            return new FoundTarget(Process.GetProcessById(pid), url);
        }
        catch (ArgumentException missing)
        {
            throw new TargetException($"There is no process {pid}. `ps -e` lists the running ones.", missing);
        }
    }

    /// <exception cref="TargetException">There is no process of that name, or more than one.</exception>
    internal static FoundTarget ByName(string name, Uri? url)
    {
        var found = Process.GetProcesses().Where(p => ProcessNames.Matches(p, name)).ToArray();
        return found switch
        {
            [var only] => new FoundTarget(only, url),
            [] => throw new TargetException($"No process is named {name}. Is the target running, under this user?"),
            _ => throw new TargetException(
                $"{found.Length} processes are named {name} (pids {string.Join(", ", found.Select(p => p.Id))}). "
                    + "Name one with target.pid."
            ),
        };
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _watching.CancelAsync();
        _watching.Dispose();
        _process?.Dispose();
    }

    private async Task<TargetExit> WatchAsync(Process process)
    {
        try
        {
            await process.WaitForExitAsync(_watching.Token);
            return new TargetExit(null);
        }
        catch (OperationCanceledException)
        {
            return new TargetExit(null, Problem: "is no longer watched");
        }
    }
}
