namespace SoakHarness.Runs;

/// <summary>
/// Whether the floor has grown so much since the first snapshot that another is worth its pause: a target that leaks
/// may run out of memory before the next one that is planned. Safe for several threads.
/// </summary>
internal sealed class GrownFloor
{
    private const double Share = 1.25;
    private const long Bytes = 16 << 20;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isCompared;
    private long? _base;

    /// <summary>Completes when it has.</summary>
    internal Task Reached => _reached.Task;

    /// <summary>There is a snapshot to compare with: the next floor is where growth begins.</summary>
    internal void Compare()
    {
        lock (_gate)
            _isCompared = true;
    }

    /// <summary>The target is another process now, and the snapshot is of the former.</summary>
    internal void Forget()
    {
        lock (_gate)
            (_isCompared, _base) = (false, null);
    }

    /// <summary>Adds a floor.</summary>
    /// <param name="live">Live bytes.</param>
    internal void Add(long live)
    {
        lock (_gate)
        {
            if (!_isCompared)
                return;
            _base ??= live;
            if (live >= _base * Share && live - _base >= Bytes)
                _reached.TrySetResult();
        }
    }
}
