using System.Runtime.InteropServices;

namespace SoakHarness.Runs;

/// <summary>
/// Ctrl+C and SIGTERM as a cancellation token: the first asks the run to end in order, the third ends the process at
/// once.
/// </summary>
public sealed class Interruption : IDisposable
{
    private const int Patience = 3;
    private readonly CancellationTokenSource _asked = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _signals;

    /// <summary>Starts to listen.</summary>
    public Interruption() =>
        _registrations = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Receive),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Receive),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Receive),
        ];

    /// <summary>Cancelled at the first signal.</summary>
    public CancellationToken Token => _asked.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _asked.Dispose();
    }

    private void Receive(PosixSignalContext context)
    {
        // Letting the signal through ends the process; its children end with it, since their standard input does.
        if (Interlocked.Increment(ref _signals) >= Patience)
            return;
        context.Cancel = true;
        _asked.Cancel();
    }
}
