using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using SoakHarness.Collection.Protocol;

namespace SoakHarness.Runs;

/// <summary>
/// The harness's end of one sidecar process. Lifecycle: <see cref="StartAsync"/> starts it and sends its options;
/// events come on <see cref="Events"/> until it ends; <see cref="Exited"/> tells with what; disposing asks it to stop,
/// then kills it.
/// </summary>
internal sealed class SidecarProcess : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private readonly Process _process;
    private readonly Channel<SidecarEvent> _events = Channel.CreateUnbounded<SidecarEvent>();
    private readonly Task _reading;
    private readonly Task _logging;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private volatile bool _isStopping;
    private int _isDisposed;

    private SidecarProcess(Process process, string logPath)
    {
        _process = process;
        _reading = ReadAsync();
        _logging = LogAsync(logPath);
        Exited = WatchAsync();
    }

    /// <summary>Everything it tells, in order; ends with it.</summary>
    internal ChannelReader<SidecarEvent> Events => _events.Reader;

    /// <summary>Completes when it ends; true when it was asked to.</summary>
    internal Task<bool> Exited { get; }

    /// <summary>Its last line of diagnostics.</summary>
    internal string LastLine { get; private set; } = "";

    /// <summary>Process id.</summary>
    internal int Pid => _process.Id;

    /// <summary>Starts a sidecar.</summary>
    /// <param name="options">What it watches.</param>
    /// <param name="logPath">File for its diagnostics.</param>
    internal static async Task<SidecarProcess> StartAsync(SidecarOptions options, string logPath)
    {
        var start = ChildCommand.Create(ChildProgram.Collect);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var sidecar = new SidecarProcess(Process.Start(start)!, logPath);
        await sidecar.TrySendAsync(JsonSerializer.Serialize(options));
        return sidecar;
    }

    /// <summary>Sends an order.</summary>
    /// <returns>False when the sidecar is gone.</returns>
    internal Task<bool> SendAsync(SidecarCommand command) => TrySendAsync(JsonSerializer.Serialize(command));

    /// <summary>Asks it to end, kills it when it does not, and returns when it is gone.</summary>
    internal async Task StopAsync()
    {
        _isStopping = true;
        if (await SendAsync(new SidecarCommand(SidecarCommand.Stop)))
            await Task.WhenAny(Exited, Task.Delay(Grace));
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await Exited;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
            return;
        await StopAsync();
        await Task.WhenAll(_reading, _logging);
        _process.Dispose();
        _writing.Dispose();
    }

    private async Task<bool> TrySendAsync(string line)
    {
        await _writing.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<bool> WatchAsync()
    {
        await _process.WaitForExitAsync();
        return _isStopping;
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (JsonSerializer.Deserialize<SidecarEvent>(line) is { } happened)
                _events.Writer.TryWrite(happened);
        }

        _events.Writer.Complete();
    }

    private async Task LogAsync(string path)
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            LastLine = line;
            try
            {
                await File.AppendAllLinesAsync(path, [line]);
            }
            catch (IOException)
            {
                // The disk is full: the recording reports it, and the last line is told where it matters.
                continue;
            }
        }
    }
}
