using System.Net;
using System.Net.Sockets;

namespace SoakHarness.Load.Fast;

/// <summary>
/// A bounded number of connections to one server, the last used first. Every 20 ms it looks for requests over their deadline, which is how exact a
/// timeout is; when the load is killed, all of them are over.
/// </summary>
internal sealed class ConnectionPool : IDisposable
{
    private const int StaleAfterMs = 1000;
    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(20);
    private readonly EndPoint _server;
    private readonly SemaphoreSlim _free;
    private readonly Lock _gate = new();
    private readonly Stack<FastConnection> _idle = new();
    private readonly HashSet<FastConnection> _all = [];
    private readonly Timer _watch;
    private CancellationToken _kill;

    internal ConnectionPool(Uri url, int connections)
    {
        _server = IPAddress.TryParse(url.DnsSafeHost, out var address) ? new IPEndPoint(address, url.Port) : new DnsEndPoint(url.DnsSafeHost, url.Port);
        _free = new SemaphoreSlim(connections, connections);
        _watch = new Timer(_ => Watch(), null, WatchEvery, WatchEvery);
    }

    /// <summary>Waits for its turn; <see cref="Leave"/> gives it up again.</summary>
    internal bool TryEnter() => _free.Wait(0);

    /// <inheritdoc cref="TryEnter"/>
    internal Task EnterAsync(CancellationToken deadline) => _free.WaitAsync(deadline);

    internal void Leave() => _free.Release();

    /// <summary>An idle connection; null when there is none.</summary>
    internal FastConnection? Take(CancellationToken kill)
    {
        _kill = kill;
        while (TryPop() is { } connection)
        {
            // Servers close idle connections. Looking costs a system call, so only those that were idle for a while are looked at.
            if (Environment.TickCount64 - connection.IdleSince < StaleAfterMs || !connection.IsStale())
                return connection;
            Drop(connection);
        }

        return null;
    }

    internal async ValueTask<FastConnection> ConnectAsync(CancellationToken deadline)
    {
        var socket = _server is IPEndPoint ip
            ? new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(_server, deadline);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var connection = new FastConnection(socket);
        lock (_gate)
            _all.Add(connection);
        return connection;
    }

    internal void PutBack(FastConnection connection)
    {
        connection.IdleSince = Environment.TickCount64;
        lock (_gate)
            _idle.Push(connection);
    }

    internal void Drop(FastConnection connection)
    {
        lock (_gate)
            _all.Remove(connection);
        connection.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch.Dispose();
        lock (_gate)
        {
            foreach (var connection in _all)
                connection.Dispose();
            _all.Clear();
            _idle.Clear();
        }

        _free.Dispose();
    }

    private FastConnection? TryPop()
    {
        lock (_gate)
            return _idle.TryPop(out var connection) ? connection : null;
    }

    private void Watch()
    {
        var now = _kill.IsCancellationRequested ? long.MaxValue - 1 : Environment.TickCount64;
        lock (_gate)
        {
            foreach (var connection in _all)
                connection.EndIfOver(now);
        }
    }
}
