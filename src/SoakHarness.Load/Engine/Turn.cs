using System.Threading.Tasks.Sources;

namespace SoakHarness.Load.Engine;

/// <summary>What an idle worker of the open model waits for; used again and again.</summary>
internal sealed class Turn : IValueTaskSource<double?>
{
    private ManualResetValueTaskSourceCore<double?> _core;

    /// <summary>Begins a wait.</summary>
    /// <returns>The intended start of the worker's next iteration; null when there will be none.</returns>
    internal ValueTask<double?> WaitAsync()
    {
        _core.Reset();
        return new ValueTask<double?>(this, _core.Version);
    }

    /// <summary>Ends the wait.</summary>
    /// <param name="intended">The intended start; null when there is nothing more to do.</param>
    /// <param name="isAtOnce">True to go on within this call, on the caller's thread.</param>
    internal void Give(double? intended, bool isAtOnce)
    {
        _core.RunContinuationsAsynchronously = !isAtOnce;
        _core.SetResult(intended);
    }

    /// <inheritdoc/>
    public double? GetResult(short token) => _core.GetResult(token);

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => _core.OnCompleted(continuation, state, token, flags);
}
