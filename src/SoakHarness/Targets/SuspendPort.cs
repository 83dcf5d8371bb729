using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace SoakHarness.Targets;

/// <summary>
/// A diagnostic port on which .NET processes start suspended: a runtime that finds it in its environment connects and
/// waits for an order before it runs any code of its own. Children inherit the environment, so that the port answers
/// every process: the one that is to be watched is held until <see cref="Resume"/>, all others go on at once.
/// Lifecycle: open; <see cref="Hold"/> says which one is held; <see cref="Held"/> completes when it waits; <see
/// cref="Resume"/> lets it and all that come later go on; disposing closes the port.
/// </summary>
internal sealed class SuspendPort : IAsyncDisposable
{
    // The system's limit is 108 bytes with the end; our own part is shorter than 40.
    private const int LongestRoot = 64;
    private const string Shortest = "/tmp";

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _folder = CreateFolder();
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource<Func<int, bool>> _choice = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly TaskCompletionSource<int> _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<Guid, bool> _running = new();
    private readonly Task _accepting;

    private SuspendPort()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>Completes with the id of the held process.</summary>
    internal Task<int> Held => _held.Task;

    private string Path => System.IO.Path.Combine(_folder, "port");

    /// <summary>Opens a port of its own for one target.</summary>
    internal static SuspendPort Open() => new();

    /// <summary>The value of <c>DOTNET_DiagnosticPorts</c> for the target.</summary>
    /// <param name="existing">Ports that are asked for already; null for none.</param>
    internal string Variable(string? existing) =>
        string.IsNullOrEmpty(existing) ? $"{Path},suspend" : $"{existing};{Path},suspend";

    /// <summary>Says which process is held; until then all wait.</summary>
    internal void Hold(Func<int, bool> isTarget) => _choice.TrySetResult(isTarget);

    /// <summary>Lets the held process go on, and every one that comes later.</summary>
    internal void Resume()
    {
        _choice.TrySetResult(_ => false);
        _resumed.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        Resume();
        await _closing.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _closing.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>
    /// Where the port's folder is made: the path of a socket is limited, that of a folder is not. Pure.
    /// </summary>
    /// <param name="temporary">The folder for temporary files.</param>
    internal static string RootOf(string temporary) =>
        Encoding.UTF8.GetByteCount(temporary) <= LongestRoot ? temporary : Shortest;

    /// <summary>Makes a folder that only this user can look into.</summary>
    private static string CreateFolder()
    {
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var path = System.IO.Path.Combine(RootOf(System.IO.Path.GetTempPath()), $"soak-port-{Guid.NewGuid():N}"[..20]);
        return (
            OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, own)
        ).FullName;
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                serving.Add(ServeAsync(await _listener.AcceptAsync(_closing.Token)));
                serving.RemoveAll(served => served.IsCompleted);
            }
            catch (Exception closed)
                when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
        }

        await Task.WhenAll(serving);
    }

    /// <summary>
    /// A runtime takes one order a connection and then opens the next, which is only kept: closed, it would be opened
    /// again and again.
    /// </summary>
    private async Task ServeAsync(Socket connection)
    {
        await using var stream = new NetworkStream(connection, ownsSocket: true);
        try
        {
            var (runtime, pid) = await RuntimeOrders.ReadWhoAsync(stream, _closing.Token);
            if (!_running.ContainsKey(runtime))
                await LetGoAsync(stream, runtime, pid);
            await stream.ReadExactlyAsync(new byte[1], _closing.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or InvalidDataException)
        {
            // The process has ended, or the port is closed.
            return;
        }
    }

    private async Task LetGoAsync(NetworkStream stream, Guid runtime, int pid)
    {
        var isTarget = await _choice.Task.WaitAsync(_closing.Token);
        if (!_resumed.Task.IsCompleted && isTarget(pid) && _held.TrySetResult(pid))
            await _resumed.Task.WaitAsync(_closing.Token);
        _running[runtime] = true;
        await RuntimeOrders.ResumeAsync(stream, _closing.Token);
    }
}
