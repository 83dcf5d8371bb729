using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace SoakHarness.Load.Fast;

/// <summary>
/// One connection of the fast transport. It is owned by one request at a time, which sets a deadline before it waits and takes it back afterwards;
/// the watch closes the socket of whoever is over the deadline, and that ends the wait.
/// </summary>
internal sealed class FastConnection : IDisposable
{
    private const long NoDeadline = long.MaxValue;
    private const long Expired = long.MinValue;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly Socket _socket;
    private long _deadline = NoDeadline;

    internal FastConnection(Socket socket) => _socket = socket;

    /// <summary>When it was last given back, in milliseconds since the machine started.</summary>
    internal long IdleSince { get; set; }

    /// <summary>Sets the moment after which the watch ends the exchange.</summary>
    internal void Start(long deadline) => Volatile.Write(ref _deadline, deadline);

    /// <summary>Takes the deadline back.</summary>
    /// <returns>False when the watch was faster; the connection is closed then.</returns>
    internal bool Finish() => Interlocked.Exchange(ref _deadline, NoDeadline) != Expired;

    /// <summary>Closes the connection when its deadline is over.</summary>
    internal void EndIfOver(long now)
    {
        var deadline = Volatile.Read(ref _deadline);
        if (deadline != Expired && now >= deadline && Interlocked.CompareExchange(ref _deadline, Expired, deadline) == deadline)
            _socket.Dispose();
    }

    /// <summary>True when an idle connection was closed, or spoke without being asked.</summary>
    internal bool IsStale() => _socket.Poll(0, SelectMode.SelectRead);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    internal async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None)..];
    }

    /// <summary>Reads until the response is complete, broken, or ended; with <paramref name="untilContinue"/>, at most until a 100 Continue.</summary>
    /// <returns>False when bytes follow that belong to nothing, or when the stream ended.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<bool> ReceiveAsync(ResponseParser parser, bool untilContinue = false)
    {
        while (!parser.IsComplete && parser.Problem is null && !(untilContinue && parser.HasContinue))
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(), SocketFlags.None);
            if (read == 0)
            {
                parser.EndOfStream();
                return false;
            }

            if (parser.Read(_buffer.AsSpan(0, read)) < read)
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
