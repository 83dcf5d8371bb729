using SoakHarness.Load.Fast;

namespace SoakHarness.Load.Http;

/// <summary>What belongs to one virtual user: buffers that are used again for every request. Serves one iteration at a time.</summary>
internal sealed class VirtualUser : IDisposable
{
    private CancellationTokenSource _deadline = new();
    private CancellationTokenRegistration _registration;

    /// <summary>The last response.</summary>
    internal IResponse? Response { get; set; }

    /// <summary>Reads responses of the fast transport.</summary>
    internal ResponseParser Parser { get; } = new();

    /// <summary>Starts a deadline; the token stands for the deadline and for the kill.</summary>
    internal CancellationToken StartDeadline(TimeSpan within, CancellationToken kill)
    {
        if (!_deadline.TryReset())
        {
            Renew();
        }

        if (_registration == default)
            _registration = kill.UnsafeRegister(static user => ((VirtualUser)user!)._deadline.Cancel(), this);
        _deadline.CancelAfter(within);
        return _deadline.Token;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _deadline.Dispose();
    }

    private void Renew()
    {
        _registration.Dispose();
        _registration = default;
        _deadline.Dispose();
        _deadline = new CancellationTokenSource();
    }
}
