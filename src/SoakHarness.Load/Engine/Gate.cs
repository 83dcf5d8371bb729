namespace SoakHarness.Load.Engine;

/// <summary>Holds new arrivals back while it is closed. Time spent closed is not part of the schedule.</summary>
internal sealed class Gate
{
    private readonly Lock _lock = new();
    private volatile TaskCompletionSource? _closed;

    /// <summary>Completes when the gate is open.</summary>
    internal Task Open => _closed?.Task ?? Task.CompletedTask;

    internal void Close()
    {
        lock (_lock)
            _closed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal void Reopen()
    {
        lock (_lock)
        {
            _closed?.TrySetResult();
            _closed = null;
        }
    }
}
