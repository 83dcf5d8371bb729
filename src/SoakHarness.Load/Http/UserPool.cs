namespace SoakHarness.Load.Http;

/// <summary>Virtual users that are not busy; there are as many as iterations ever ran at once.</summary>
internal sealed class UserPool : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Stack<VirtualUser> _idle = new();

    // The one that was given back last, without the gate: on one thread each is rented again at once.
    private VirtualUser? _last;

    internal VirtualUser Rent()
    {
        if (Interlocked.Exchange(ref _last, null) is { } last)
            return last;
        lock (_gate)
            return _idle.TryPop(out var user) ? user : new VirtualUser();
    }

    internal void Return(VirtualUser user)
    {
        if (Interlocked.CompareExchange(ref _last, user, null) is null)
            return;
        lock (_gate)
            _idle.Push(user);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Interlocked.Exchange(ref _last, null)?.Dispose();
        lock (_gate)
        {
            while (_idle.TryPop(out var user))
                user.Dispose();
        }
    }
}
