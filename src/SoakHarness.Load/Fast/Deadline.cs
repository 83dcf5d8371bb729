namespace SoakHarness.Load.Fast;

/// <summary>
/// The deadline of one exchange at a time. Either the request takes it back, or the watch ends it, never both.
/// </summary>
internal sealed class Deadline
{
    private const long None = long.MaxValue;
    private const long Ended = long.MinValue;
    private long _at = None;

    /// <summary>Sets it, in milliseconds since the machine started.</summary>
    internal void Start(long at) => Volatile.Write(ref _at, at);

    /// <summary>Takes it back.</summary>
    /// <returns>False when the watch was faster.</returns>
    internal bool Finish() => Interlocked.Exchange(ref _at, None) != Ended;

    /// <summary>Ends it when it is over.</summary>
    /// <returns>True for the one caller that ended it.</returns>
    internal bool TryEnd(long now)
    {
        var at = Volatile.Read(ref _at);
        return at != Ended && now >= at && Interlocked.CompareExchange(ref _at, Ended, at) == at;
    }
}
