namespace SoakHarness.Load.Fast;

/// <summary>
/// A bounded number of connections to one server. The longest idle is used first, so that all stay in use and none is
/// closed by the server for being idle. Every 20 ms it looks for requests over their deadline, which is how exact a
/// timeout is; when the load is killed, all of them are over.
/// </summary>
internal sealed class ConnectionPool : IDisposable
{
    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(20);
    private readonly IConnector _connector;
    private readonly Lock _gate = new();
    private readonly Queue<IConnection> _idle = new();
    private readonly Queue<TaskCompletionSource<IConnection?>> _waiting = new();
    private readonly HashSet<IConnection> _all = [];
    private readonly Timer _watch;
    private CancellationToken _kill;
    private int _places;

    internal ConnectionPool(IConnector connector, int connections)
    {
        _connector = connector;
        _places = connections;
        _watch = new Timer(_ => Watch(), null, WatchEvery, WatchEvery);
    }

    /// <inheritdoc cref="IConnector.Standing"/>
    internal int? Standing => _connector.Standing;

    /// <summary>
    /// Takes an idle connection, or the place of one that is still to be opened (null), if either is to be had at once.
    /// </summary>
    internal bool TryTake(CancellationToken kill, out IConnection? connection)
    {
        _kill = kill;
        while (TryTakeAny(out connection))
        {
            if (connection?.IsStale() != true)
                return true;
            // Servers close idle connections.
            Drop(connection);
        }

        return false;
    }

    /// <summary>Waits for a connection that becomes idle, or for the place of one (null).</summary>
    internal async Task<IConnection?> TakeAsync(CancellationToken deadline)
    {
        var turn = new TaskCompletionSource<IConnection?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_idle.TryDequeue(out var idle))
                return idle;
            if (_places > 0)
            {
                _places--;
                return null;
            }

            _waiting.Enqueue(turn);
        }

        await using (
            deadline.UnsafeRegister(static turn => ((TaskCompletionSource<IConnection?>)turn!).TrySetCanceled(), turn)
        )
            return await turn.Task;
    }

    /// <summary>Opens a connection in a place that was taken.</summary>
    internal async ValueTask<IConnection> ConnectAsync(CancellationToken deadline)
    {
        var connection = await _connector.ConnectAsync(deadline);
        lock (_gate)
            _all.Add(connection);
        return connection;
    }

    /// <summary>Gives back a connection that can carry another request.</summary>
    internal void PutBack(IConnection connection)
    {
        lock (_gate)
        {
            if (!TryHandOver(connection))
                _idle.Enqueue(connection);
        }
    }

    /// <summary>Closes a connection and gives its place back; null for a place without one.</summary>
    internal void Drop(IConnection? connection)
    {
        lock (_gate)
        {
            if (connection is not null)
                _all.Remove(connection);
            if (!TryHandOver(null))
                _places++;
        }

        connection?.Dispose();
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

        _connector.Dispose();
    }

    private bool TryTakeAny(out IConnection? connection)
    {
        lock (_gate)
        {
            if (_idle.TryDequeue(out connection))
                return true;
            var hasPlace = _places > 0;
            _places -= hasPlace ? 1 : 0;
            return hasPlace;
        }
    }

    /// <summary>Gives it to the one who waits longest; those who gave up are passed over.</summary>
    private bool TryHandOver(IConnection? connection)
    {
        while (_waiting.TryDequeue(out var turn))
        {
            if (turn.TrySetResult(connection))
                return true;
        }

        return false;
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
