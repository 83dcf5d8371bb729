using System.Runtime.InteropServices;
using SoakHarness.Load.Fast;

namespace SoakHarness.Load.Epoll;

/// <summary>A connection on the event loop. Whoever is over the deadline has the socket shut down, which the loop sees like any other end.</summary>
internal sealed class EpollConnection(EventLoop loop, Descriptor socket) : IConnection
{
    private readonly Deadline _deadline = new();
    private readonly ResponseRead _response = new(socket);
    private readonly Readiness _writable = new();

    /// <summary>The loop saw something.</summary>
    /// <param name="isReadable">There is something to read, be it the end.</param>
    /// <param name="isWritable">There is room to write, or a reason not to.</param>
    /// <param name="isEnding">The other side closed, or the connection broke: no more news will come.</param>
    internal void Happened(bool isReadable, bool isWritable, bool isEnding)
    {
        if (isEnding)
            _response.IsEnding = true;
        if (isWritable)
            _writable.Signal();
        if (isReadable)
            _response.Signal();
    }

    /// <inheritdoc/>
    public void Start(long deadline) => _deadline.Start(deadline);

    /// <inheritdoc/>
    public bool Finish() => _deadline.Finish();

    /// <inheritdoc/>
    public void EndIfOver(long now)
    {
        if (_deadline.TryEnd(now))
            ShutDown();
    }

    /// <inheritdoc/>
    public bool IsStale() => _response.HasMore();

    /// <summary>Waits until the socket is connected, or is not.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">It is not.</exception>
    internal async ValueTask ConnectedAsync(CancellationToken deadline)
    {
        await using (deadline.UnsafeRegister(static connection => ((EpollConnection)connection!).ShutDown(), this))
            await _writable.WaitAsync();
        deadline.ThrowIfCancellationRequested();
        var length = sizeof(int);
        if (LibC.GetOption(socket, LibC.SocketLevel, LibC.PendingError, out var reason, ref length) < 0)
            throw Errno.Last();
        if (reason != 0)
            throw Errno.Of(reason);
    }

    /// <inheritdoc/>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        var sent = TrySend(bytes.Span);
        return sent == bytes.Length ? ValueTask.CompletedTask : SendRestAsync(bytes[sent..]);
    }

    /// <inheritdoc/>
    public ValueTask<bool> ReceiveAsync(ResponseParser parser, bool untilContinue = false) => _response.RunAsync(parser, untilContinue);

    /// <inheritdoc/>
    public void Dispose()
    {
        loop.Forget(this, socket);
        socket.Dispose();
    }

    private int TrySend(ReadOnlySpan<byte> bytes)
    {
        var sent = (int)LibC.Send(socket, bytes, bytes.Length, LibC.DontWait | LibC.NoSignal);
        return sent >= 0 ? sent : Marshal.GetLastPInvokeError() == Errno.Again ? 0 : throw Errno.Last();
    }

    private async ValueTask SendRestAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            await _writable.WaitAsync();
            bytes = bytes[TrySend(bytes.Span)..];
        }
    }

    private void ShutDown()
    {
        try
        {
            _ = LibC.Shutdown(socket, LibC.Both);
        }
        catch (ObjectDisposedException)
        {
            // The request has just ended by itself.
            _response.IsEnding = true;
        }
    }
}
