using System.Net.Sockets;

namespace SoakHarness.Load.Epoll;

/// <summary>Reads what comes next into the caller's memory.</summary>
internal sealed class StreamRead(EpollSocket socket) : LoopRead<int>
{
    private static readonly byte[] Nothing = [0];
    private Memory<byte> _memory;

    /// <summary>Reads; with empty memory, waits until there is something to read.</summary>
    internal ValueTask<int> RunAsync(Memory<byte> memory)
    {
        _memory = memory;
        if (socket.MayHaveMore && TryFinish(out var read))
            return new ValueTask<int>(read);
        return IsDoneOrWaits(out read) ? new ValueTask<int>(read) : new ValueTask<int>(this, Token);
    }

    /// <inheritdoc/>
    protected override bool TryFinish(out int result)
    {
        result = 0;
        try
        {
            return _memory.IsEmpty ? socket.HasUnread(Nothing) : TryRead(out result);
        }
        catch (SocketException broken)
        {
            throw new IOException(broken.Message, broken);
        }
    }

    private bool TryRead(out int result)
    {
        var read = socket.TryReceive(_memory.Span);
        if (read is not null)
            _memory = default;
        result = read ?? 0;
        return read is not null;
    }
}
