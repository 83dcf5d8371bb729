using System.Runtime.InteropServices;

namespace SoakHarness.Load.Epoll;

/// <summary>
/// A socket that the loop watches. A read that fills less than the memory has emptied it, so the kernel is not asked
/// again before the loop saw more. It is shut down first and closed once the loop saw that, so that nobody waits for
/// ever.
/// </summary>
internal sealed class EpollSocket(EventLoop loop, Descriptor descriptor) : IDisposable
{
    private readonly Readiness _writable = new();
    private volatile bool _isEnding;
    private volatile bool _isDisposed;
    private bool _isDrained = true;
    private Action? _readable;

    /// <summary>
    /// True once the other side closed or the connection broke: no more news will come from the loop.
    /// </summary>
    internal bool IsEnding => _isEnding;

    /// <summary>True unless a read would be in vain.</summary>
    internal bool MayHaveMore => !_isDrained || _isEnding;

    /// <summary>Says what happens when there is something to read; before the loop watches.</summary>
    internal void OnReadable(Action signal) => _readable = signal;

    /// <summary>The loop saw something.</summary>
    /// <param name="isReadable">There is something to read, be it the end.</param>
    /// <param name="isWritable">There is room to write, or a reason not to.</param>
    /// <param name="isEnding">The other side closed, or the connection broke.</param>
    internal void Happened(bool isReadable, bool isWritable, bool isEnding)
    {
        // Read once: a disposal from here on brings another event.
        var isDisposed = _isDisposed;
        if (isDisposed)
            ShutDown();
        if (isEnding || isDisposed)
            _isEnding = true;
        if (isWritable || isDisposed)
            _writable.Signal();
        if (isReadable || isDisposed)
            _readable?.Invoke();
        if (isDisposed)
            Abandon();
    }

    /// <summary>The loop ends, and with it whatever waits for this socket; called by the loop only.</summary>
    internal void EndWithLoop()
    {
        _isDisposed = true;
        Happened(isReadable: true, isWritable: true, isEnding: true);
    }

    /// <summary>Reads without waiting.</summary>
    /// <returns>How many bytes; 0 at the end, null when there are none yet.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">The connection broke.</exception>
    internal int? TryReceive(Span<byte> memory)
    {
        var read = (int)LibC.Receive(descriptor, memory, memory.Length, LibC.DontWait);
        var reason = read < 0 ? Marshal.GetLastSystemError() : 0;
        _isDrained = read < memory.Length;
        return read >= 0 ? read
            : reason == Errno.Again ? null
            : throw Errno.Of(reason);
    }

    /// <summary>True when there is something to read, be it the end or an error; leaves it there.</summary>
    internal bool HasUnread(Span<byte> memory)
    {
        var read = LibC.Receive(descriptor, memory, 1, LibC.DontWait | LibC.Peek);
        _isDrained = read < 0 && Marshal.GetLastSystemError() == Errno.Again;
        return !_isDrained;
    }

    /// <summary>Sends all bytes.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The connection broke.</exception>
    internal ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        var sent = TrySend(bytes.Span);
        return sent == bytes.Length ? ValueTask.CompletedTask : SendRestAsync(bytes[sent..]);
    }

    /// <summary>Waits until the socket is connected, or is not.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">It is not.</exception>
    internal async ValueTask ConnectedAsync(CancellationToken deadline)
    {
        await using (deadline.UnsafeRegister(static socket => ((EpollSocket)socket!).ShutDown(), this))
            await _writable.WaitAsync();
        deadline.ThrowIfCancellationRequested();
        var length = sizeof(int);
        if (LibC.GetOption(descriptor, LibC.SocketLevel, LibC.PendingError, out var reason, ref length) < 0)
            throw Errno.Last();
        if (reason != 0)
            throw Errno.Of(reason);
    }

    /// <summary>Ends it in both directions; on any thread.</summary>
    internal void ShutDown()
    {
        if (descriptor.IsClosed)
            return;
        try
        {
            _ = LibC.Shutdown(descriptor, LibC.Both);
        }
        catch (ObjectDisposedException)
        {
            // The loop closed it in this moment.
            _isEnding = true;
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Only the loop closes it, since only the loop can wake whoever waits; each shutdown makes it look, even a second
    /// one.
    /// </remarks>
    public void Dispose()
    {
        _isDisposed = true;
        ShutDown();
    }

    /// <summary>Closes it at once; only while nobody waits for it.</summary>
    internal void Abandon()
    {
        loop.Forget(this, descriptor);
        descriptor.Dispose();
    }

    private int TrySend(ReadOnlySpan<byte> bytes)
    {
        var sent = (int)LibC.Send(descriptor, bytes, bytes.Length, LibC.DontWait | LibC.NoSignal);
        var reason = sent < 0 ? Marshal.GetLastSystemError() : 0;
        return sent >= 0 ? sent
            : reason == Errno.Again ? 0
            : throw Errno.Of(reason);
    }

    private async ValueTask SendRestAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            await _writable.WaitAsync();
            bytes = bytes[TrySend(bytes.Span)..];
        }
    }
}
