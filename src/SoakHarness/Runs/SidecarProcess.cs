using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using SoakHarness.Collection.Protocol;

namespace SoakHarness.Runs;

/// <summary>
/// The harness's end of one sidecar process. Lifecycle: <see cref="StartAsync"/> starts it and sends its options;
/// events come on <see cref="Events"/> until it ends, which it is made to when it hangs; <see cref="Exited"/> tells with
/// what; disposing asks it to stop, then kills it.
/// </summary>
internal sealed class SidecarProcess : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private const int Patience = 120;
    private readonly Process _process;
    private readonly Channel<SidecarEvent> _events = Channel.CreateUnbounded<SidecarEvent>();
    private readonly Task _reading;
    private readonly Task _logging;
    private readonly Heartbeat _heart;
    private readonly Task _watching;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private volatile bool _isStopping;
    private int _isDisposed;

    private SidecarProcess(Process process, SidecarOptions options, string logPath)
    {
        _process = process;
        _heart = new Heartbeat((int)Math.Max(Patience, 3 * options.Watch.Every.TotalSeconds));
        _reading = ReadAsync();
        _logging = LogAsync(logPath);
        Exited = WatchAsync();
        _watching = EndHangingAsync();
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
        var sidecar = new SidecarProcess(Process.Start(start)!, options, logPath);
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
        await Task.WhenAll(_reading, _logging, _watching);
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
            _heart.Heard();
            if (JsonSerializer.Deserialize<SidecarEvent>(line) is { Event: not SidecarEvent.Beat } happened)
                _events.Writer.TryWrite(happened);
        }

        _events.Writer.Complete();
    }

    /// <summary>A sidecar that hangs is ended like one that died: then it is seen, and another takes over.</summary>
    private async Task EndHangingAsync()
    {
        while (await Task.WhenAny(Exited, Task.Delay(Beat)) != Exited)
        {
            if (!_heart.Due())
                continue;
            LastLine = "it hung, told nothing for minutes, and was ended";
            _process.Kill(entireProcessTree: true);
            return;
        }
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
