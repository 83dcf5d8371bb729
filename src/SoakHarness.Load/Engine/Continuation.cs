using System.Runtime.CompilerServices;

namespace SoakHarness.Load.Engine;

/// <summary>
/// What follows an operation, without a state machine: an <c>async</c> method around each request costs as much as
/// reading its response. Serves one operation at a time, again and again.
/// </summary>
/// <typeparam name="TBefore">Result of the operation.</typeparam>
/// <typeparam name="TAfter">Result of what follows.</typeparam>
internal abstract class Continuation<TBefore, TAfter> : ReusableWait<TAfter>
{
    private readonly Action _goOn;
    private ConfiguredValueTaskAwaitable<TBefore>.ConfiguredValueTaskAwaiter _before;

    private protected Continuation() => _goOn = GoOn;

    /// <inheritdoc/>
    public override TAfter GetResult(short token)
    {
        try
        {
            return base.GetResult(token);
        }
        finally
        {
            Released();
        }
    }

    /// <summary>Goes on when the operation has ended, at once when it has.</summary>
    private protected ValueTask<TAfter> AfterAsync(ValueTask<TBefore> before)
    {
        _before = before.ConfigureAwait(false).GetAwaiter();
        if (_before.IsCompleted)
        {
            var after = After(_before);
            Released();
            return new ValueTask<TAfter>(after);
        }

        Core.Reset();
        _before.UnsafeOnCompleted(_goOn);
        return new ValueTask<TAfter>(this, Core.Version);
    }

    /// <summary>What follows; on the thread that ends the operation.</summary>
    /// <param name="before">Gives the operation's result, or throws what it threw.</param>
    private protected abstract TAfter After(ConfiguredValueTaskAwaitable<TBefore>.ConfiguredValueTaskAwaiter before);

    /// <summary>Its result was taken: from here on it can serve the next operation.</summary>
    private protected virtual void Released() { }

    private void GoOn()
    {
        TAfter after;
        try
        {
            after = After(_before);
        }
        catch (Exception failure) when (IsPassedOn(failure))
        {
            return;
        }

        Core.SetResult(after);
    }

    /// <summary>Whoever waits gets the exception, as from any other operation.</summary>
    private bool IsPassedOn(Exception failure)
    {
        Core.SetException(failure);
        return true;
    }
}
