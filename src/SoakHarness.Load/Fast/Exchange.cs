using System.Runtime.CompilerServices;
using SoakHarness.Load.Engine;
using SoakHarness.Load.Http;
using SoakHarness.Load.Statistics;

namespace SoakHarness.Load.Fast;

/// <summary>
/// A request on a connection that stands, and its response: what nearly all requests of a load are.
/// </summary>
internal sealed class Exchange : Continuation<bool, StepEnd>
{
    private (FastSender Sender, IConnection Connection, VirtualUser User, CancellationToken Kill) _of;

    /// <summary>Sends a request and reads the response.</summary>
    /// <param name="sender">Says how it ended, and what becomes of the connection.</param>
    /// <param name="connection">Connection, its deadline already set.</param>
    /// <param name="bytes">The request.</param>
    /// <param name="user">Whose parser takes the response.</param>
    /// <param name="kill">Gives up at once.</param>
    internal ValueTask<StepEnd> RunAsync(
        FastSender sender,
        IConnection connection,
        ReadOnlyMemory<byte> bytes,
        VirtualUser user,
        CancellationToken kill
    )
    {
        _of = (sender, connection, user, kill);
        try
        {
            return AfterAsync(FastSender.SendWholeAsync(connection, bytes, user.Parser));
        }
        catch (Exception failure) when (FastSender.IsKnown(failure))
        {
            return new ValueTask<StepEnd>(sender.Broken(connection, failure, kill));
        }
    }

    /// <inheritdoc/>
    private protected override StepEnd After(ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter before)
    {
        var (sender, connection, user, kill) = _of;
        try
        {
            return sender.Ended(connection, before.GetResult(), user, kill);
        }
        catch (Exception failure) when (FastSender.IsKnown(failure))
        {
            return sender.Broken(connection, failure, kill);
        }
    }
}
