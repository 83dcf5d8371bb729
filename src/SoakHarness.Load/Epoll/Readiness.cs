namespace SoakHarness.Load.Epoll;

/// <summary>Waits until a socket has room to write.</summary>
internal sealed class Readiness : LoopRead<bool>
{
    /// <summary>Waits.</summary>
    internal ValueTask WaitAsync() => IsDoneOrWaits(out _) ? ValueTask.CompletedTask : new ValueTask(this, Token);

    /// <inheritdoc/>
    protected override bool TryFinish(out bool result) => result = true;
}
