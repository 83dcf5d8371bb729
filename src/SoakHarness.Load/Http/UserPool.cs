namespace SoakHarness.Load.Http;

/// <summary>Virtual users that are not busy; there are as many as iterations ever ran at once.</summary>
internal sealed class UserPool : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Stack<VirtualUser> _idle = new();

    internal VirtualUser Rent()
    {
        lock (_gate)
            return _idle.TryPop(out var user) ? user : new VirtualUser();
    }

    internal void Return(VirtualUser user)
    {
        lock (_gate)
            _idle.Push(user);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            while (_idle.TryPop(out var user))
                user.Dispose();
        }
    }
}
