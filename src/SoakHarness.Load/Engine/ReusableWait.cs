using System.Threading.Tasks.Sources;

namespace SoakHarness.Load.Engine;

/// <summary>
/// What a <see cref="ValueTask{TResult}"/> stands for, used again and again: one wait at a time, which ends with its
/// result being taken.
/// </summary>
/// <typeparam name="T">What is waited for.</typeparam>
internal abstract class ReusableWait<T> : IValueTaskSource<T>
{
    private protected ManualResetValueTaskSourceCore<T> Core;

    /// <inheritdoc/>
    public virtual T GetResult(short token) => Core.GetResult(token);

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => Core.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => Core.OnCompleted(continuation, state, token, flags);
}
