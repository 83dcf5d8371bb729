using System.Net.Sockets;
using System.Threading.Tasks.Sources;
using SoakHarness.Load.Engine;

namespace SoakHarness.Load.Epoll;

/// <summary>
/// Lets one caller at a time wait for something that the loop does for him as soon as the socket is ready; what follows
/// then runs on the loop's thread. A readiness that nobody waits for is kept for the next wait; it may be out of date,
/// so the socket has the last word.
/// </summary>
/// <typeparam name="T">What is waited for.</typeparam>
internal abstract class LoopRead<T> : ReusableWait<T>, IValueTaskSource
{
    private const int Unknown = 0;
    private const int Ready = 1;
    private const int Waiting = 2;
    private int _state;

    /// <summary>The socket is ready; called by the loop only.</summary>
    internal void Signal()
    {
        if (Interlocked.Exchange(ref _state, Ready) == Waiting)
            ReadOn();
    }

    /// <inheritdoc/>
    void IValueTaskSource.GetResult(short token) => GetResult(token);

    /// <summary>Does it as far as it goes without waiting.</summary>
    /// <returns>False when more has to come.</returns>
    /// <exception cref="SocketException">The connection broke.</exception>
    protected abstract bool TryFinish(out T result);

    /// <summary>True when the loop saw something since the last wait; forgets it.</summary>
    protected bool TakeKept() => Interlocked.CompareExchange(ref _state, Unknown, Ready) == Ready;

    /// <summary>Waits until it is done.</summary>
    /// <param name="result">The result when it is done already.</param>
    /// <returns>True when there is nothing to wait for; otherwise <see cref="Token"/> names the wait.</returns>
    protected bool IsDoneOrWaits(out T? result)
    {
        result = default;
        Core.Reset();
        while (Interlocked.CompareExchange(ref _state, Waiting, Unknown) != Unknown)
        {
            Volatile.Write(ref _state, Unknown);
            if (TryFinish(out result))
                return true;
        }

        return false;
    }

    /// <summary>Names the wait that has begun.</summary>
    protected short Token => Core.Version;

    private void ReadOn()
    {
        T result;
        try
        {
            if (!TryFinish(out result))
            {
                Volatile.Write(ref _state, Waiting);
                return;
            }
        }
        catch (Exception broken) when (broken is SocketException or IOException or ObjectDisposedException)
        {
            Volatile.Write(ref _state, Unknown);
            Core.SetException(broken);
            return;
        }

        // From the next line on, the socket may be at work for another request.
        Volatile.Write(ref _state, Unknown);
        Core.SetResult(result);
    }
}
