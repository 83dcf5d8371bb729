using SoakHarness.Load.Fast;

namespace SoakHarness.Load.Epoll;

/// <summary>
/// A connection on the event loop. Whoever is over the deadline has the socket shut down, which the loop sees like any
/// other end.
/// </summary>
internal sealed class EpollConnection : IConnection
{
    private readonly Deadline _deadline = new();
    private readonly EpollSocket _socket;
    private readonly ResponseRead _response;

    /// <param name="socket">Not yet watched.</param>
    internal EpollConnection(EpollSocket socket)
    {
        _socket = socket;
        _response = new ResponseRead(socket);
        socket.OnReadable(_response.Signal);
    }

    /// <inheritdoc/>
    public void Start(long deadline) => _deadline.Start(deadline);

    /// <inheritdoc/>
    public bool Finish() => _deadline.Finish();

    /// <inheritdoc/>
    public void EndIfOver(long now)
    {
        if (_deadline.TryEnd(now))
            _socket.ShutDown();
    }

    /// <inheritdoc/>
    public bool IsStale() => _response.HasMore();

    /// <inheritdoc/>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => _socket.SendAsync(bytes);

    /// <inheritdoc/>
    public ValueTask<bool> ReceiveAsync(ResponseParser parser, bool untilContinue = false) =>
        _response.RunAsync(parser, untilContinue);

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
