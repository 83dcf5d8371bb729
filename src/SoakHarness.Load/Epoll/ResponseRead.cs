using System.Runtime.InteropServices;
using System.Threading.Tasks.Sources;
using SoakHarness.Load.Fast;

namespace SoakHarness.Load.Epoll;

/// <summary>
/// Reads one response at a time. While a request waits, the loop reads for it, and only the end of the response wakes it; what follows then runs on the
/// loop's thread. A read that fills less than the buffer has emptied the socket, so the kernel is not asked again before the loop saw more.
/// </summary>
internal sealed class ResponseRead(Descriptor socket) : IValueTaskSource<bool>
{
    private const int Unknown = 0;
    private const int Ready = 1;
    private const int Waiting = 2;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private ManualResetValueTaskSourceCore<bool> _core;
    private ResponseParser? _parser;
    private bool _untilContinue;
    private bool _isDrained = true;
    private int _state;

    /// <summary>True once the other side closed or the connection broke: no more news will come from the loop.</summary>
    internal volatile bool IsEnding;

    /// <summary>True when there is something to read that nobody asked for.</summary>
    internal bool HasMore()
    {
        if (IsEnding)
            return true;
        // What the loop saw may have been read since.
        return Interlocked.CompareExchange(ref _state, Unknown, Ready) == Ready
            && (LibC.Receive(socket, _buffer, 1, LibC.DontWait | LibC.Peek) >= 0 || Marshal.GetLastPInvokeError() != Errno.Again);
    }

    /// <inheritdoc cref="IConnection.ReceiveAsync"/>
    internal ValueTask<bool> RunAsync(ResponseParser parser, bool untilContinue)
    {
        (_parser, _untilContinue) = (parser, untilContinue);
        if (!_isDrained || IsEnding)
        {
            if (Pump() is { } isClean)
                return new ValueTask<bool>(isClean);
        }

        _core.Reset();
        while (Interlocked.CompareExchange(ref _state, Waiting, Unknown) != Unknown)
        {
            Volatile.Write(ref _state, Unknown);
            if (Pump() is { } isClean)
                return new ValueTask<bool>(isClean);
        }

        return new ValueTask<bool>(this, _core.Version);
    }

    /// <summary>There is something to read, be it the end; called by the loop only.</summary>
    internal void Signal()
    {
        if (Interlocked.Exchange(ref _state, Ready) == Waiting)
            ReadOn();
    }

    /// <inheritdoc/>
    public bool GetResult(short token) => _core.GetResult(token);

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void ReadOn()
    {
        bool isClean;
        try
        {
            if (Pump() is not { } known)
            {
                Volatile.Write(ref _state, Waiting);
                return;
            }

            isClean = known;
        }
        catch (Exception broken) when (broken is System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            Volatile.Write(ref _state, Unknown);
            _core.SetException(broken);
            return;
        }

        // From the next line on, the connection may be at work for another request.
        Volatile.Write(ref _state, Unknown);
        _core.SetResult(isClean);
    }

    /// <summary>Reads what is there.</summary>
    /// <returns>Null when more has to come.</returns>
    private bool? Pump()
    {
        var parser = _parser!;
        while (parser.WantsMore(_untilContinue))
        {
            var read = (int)LibC.Receive(socket, _buffer, _buffer.Length, LibC.DontWait);
            _isDrained = read < _buffer.Length;
            if (read < 0)
                return Marshal.GetLastPInvokeError() == Errno.Again ? null : throw Errno.Last();
            if (!parser.Take(_buffer.AsSpan(0, read)))
                return false;
            if (_isDrained && !IsEnding && parser.WantsMore(_untilContinue))
                return null;
        }

        return true;
    }
}
