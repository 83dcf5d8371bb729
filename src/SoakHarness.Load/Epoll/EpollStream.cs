using System.Net.Sockets;

namespace SoakHarness.Load.Epoll;

/// <summary>
/// A connection on the event loop as the runtime's HTTP client takes it. One read and one write at a time, both
/// asynchronous.
/// </summary>
internal sealed class EpollStream : Stream
{
    private readonly EpollSocket _socket;
    private readonly StreamRead _read;

    /// <param name="socket">Not yet watched.</param>
    internal EpollStream(EpollSocket socket)
    {
        _socket = socket;
        _read = new StreamRead(socket);
        socket.OnReadable(_read.Signal);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <remarks>The client cancels a read by disposing the stream.</remarks>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return _read.RunAsync(buffer);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            return ValueTask.FromException<int>(broken);
        }
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var sending = _socket.SendAsync(buffer);
            return sending.IsCompletedSuccessfully ? sending : WrittenAsync(sending);
        }
        catch (SocketException broken)
        {
            return ValueTask.FromException(new IOException(broken.Message, broken));
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is kept back.
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _socket.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>The client takes only input and output errors for the connection's.</summary>
    private static async ValueTask WrittenAsync(ValueTask sending)
    {
        try
        {
            await sending;
        }
        catch (SocketException broken)
        {
            throw new IOException(broken.Message, broken);
        }
    }
}
