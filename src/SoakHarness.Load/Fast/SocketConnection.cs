using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace SoakHarness.Load.Fast;

/// <summary>
/// A connection by the runtime's sockets. Whoever is over the deadline has his socket closed, and that ends the wait.
/// </summary>
internal sealed class SocketConnection(Socket socket) : IConnection
{
    private const int StaleAfterMs = 1000;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly Deadline _deadline = new();
    private long _usedAt;

    /// <inheritdoc/>
    public void Start(long deadline) => _deadline.Start(deadline);

    /// <inheritdoc/>
    public bool Finish()
    {
        _usedAt = Environment.TickCount64;
        return _deadline.Finish();
    }

    /// <inheritdoc/>
    public void EndIfOver(long now)
    {
        if (_deadline.TryEnd(now))
            socket.Dispose();
    }

    /// <inheritdoc/>
    /// <remarks>Looking costs a system call, so only those that were idle for a while are looked at.</remarks>
    public bool IsStale() => Environment.TickCount64 - _usedAt >= StaleAfterMs && socket.Poll(0, SelectMode.SelectRead);

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None)..];
    }

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> ReceiveAsync(ResponseParser parser, bool untilContinue = false)
    {
        while (parser.WantsMore(untilContinue))
        {
            var read = await socket.ReceiveAsync(_buffer.AsMemory(), SocketFlags.None);
            if (!parser.Take(_buffer.AsSpan(0, read)))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();
}
