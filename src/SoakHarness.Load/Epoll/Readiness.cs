using System.Threading.Tasks.Sources;

namespace SoakHarness.Load.Epoll;

/// <summary>
/// Lets one request at a time wait until the loop saw that a socket is ready. What follows the wait runs on the loop's thread. A readiness that nobody
/// waits for is kept for the next wait; it may be out of date, so the socket has the last word.
/// </summary>
internal sealed class Readiness : IValueTaskSource
{
    private const int Unknown = 0;
    private const int Ready = 1;
    private const int Waiting = 2;
    private ManualResetValueTaskSourceCore<bool> _core;
    private int _state;

    /// <summary>True when something happened since the last wait.</summary>
    internal bool IsKept => Volatile.Read(ref _state) == Ready;

    /// <summary>Forgets what is kept.</summary>
    internal void Forget() => Interlocked.CompareExchange(ref _state, Unknown, Ready);

    /// <summary>Waits.</summary>
    internal ValueTask WaitAsync()
    {
        if (Interlocked.CompareExchange(ref _state, Unknown, Ready) == Ready)
            return ValueTask.CompletedTask;
        _core.Reset();
        if (Interlocked.CompareExchange(ref _state, Waiting, Unknown) == Unknown)
            return new ValueTask(this, _core.Version);
        Volatile.Write(ref _state, Unknown);
        return ValueTask.CompletedTask;
    }

    /// <summary>Something happened; called by the loop only.</summary>
    internal void Signal()
    {
        if (Interlocked.Exchange(ref _state, Ready) != Waiting)
            return;
        Volatile.Write(ref _state, Unknown);
        _core.SetResult(true);
    }

    /// <inheritdoc/>
    public void GetResult(short token) => _core.GetResult(token);

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
