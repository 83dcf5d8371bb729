using SoakHarness.Load.Fast;

namespace SoakHarness.Load.Epoll;

/// <summary>Reads one response at a time; only its end wakes the request.</summary>
internal sealed class ResponseRead(EpollSocket socket) : LoopRead<bool>
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private ResponseParser? _parser;
    private bool _untilContinue;

    /// <summary>True when there is something to read that nobody asked for.</summary>
    internal bool HasMore() => socket.IsEnding || (TakeKept() && socket.HasUnread(_buffer));

    /// <inheritdoc cref="IConnection.ReceiveAsync"/>
    internal ValueTask<bool> RunAsync(ResponseParser parser, bool untilContinue)
    {
        (_parser, _untilContinue) = (parser, untilContinue);
        if (socket.MayHaveMore && TryFinish(out var isClean))
            return new ValueTask<bool>(isClean);
        return IsDoneOrWaits(out isClean) ? new ValueTask<bool>(isClean) : new ValueTask<bool>(this, Token);
    }

    /// <inheritdoc/>
    protected override bool TryFinish(out bool result)
    {
        result = false;
        var parser = _parser!;
        while (parser.WantsMore(_untilContinue))
        {
            if (socket.TryReceive(_buffer) is not { } read)
                return false;
            if (!parser.Take(_buffer.AsSpan(0, read)))
                return true;
            if (!socket.MayHaveMore && parser.WantsMore(_untilContinue))
                return false;
        }

        return result = true;
    }
}
