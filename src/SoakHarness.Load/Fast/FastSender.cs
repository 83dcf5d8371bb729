using System.Net.Sockets;
using SoakHarness.Load.Http;
using SoakHarness.Load.Statistics;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Fast;

/// <summary>Sends one kind of request over the connections of a pool.</summary>
/// <param name="prepared">The request, and whether the body of its response is looked at.</param>
/// <param name="write">Writes a request.</param>
/// <param name="pool">The connections.</param>
/// <param name="within">Deadline of the response.</param>
internal sealed class FastSender(
    (RequestSpec Spec, bool NeedsBody) prepared,
    Func<RequestSpec, RequestBytes> write,
    ConnectionPool pool,
    TimeSpan within
) : ISender
{
    private static readonly TimeSpan LongestWaitForContinue = TimeSpan.FromSeconds(1);
    private readonly bool _isHead = prepared.Spec.Method == "HEAD";
    private readonly RequestBytes _bytes = write(prepared.Spec);

    /// <inheritdoc/>
    public ValueTask<StepEnd> SendAsync(VirtualUser user, RequestSpec request, CancellationToken kill)
    {
        var bytes = ReferenceEquals(request, prepared.Spec) ? _bytes : write(request);
        var deadline = Environment.TickCount64 + (long)within.TotalMilliseconds;
        var hasPlace = pool.TryTake(kill, out var connection);
        if (connection is null || bytes.AwaitsContinue)
            return SendAsync(user, bytes, deadline, (connection, hasPlace), kill);
        connection.Start(deadline);
        user.Parser.Begin(_isHead, prepared.NeedsBody);
        return user.Exchange.RunAsync(this, connection, bytes.Whole, user, kill);
    }

    /// <summary>What a response or its absence means; gives the connection back.</summary>
    /// <param name="connection">Connection.</param>
    /// <param name="isClean">False when the connection is not where a next request can begin.</param>
    /// <param name="user">Whose parser took the response.</param>
    /// <param name="kill">Whether the load gives up.</param>
    internal StepEnd Ended(IConnection connection, bool isClean, VirtualUser user, CancellationToken kill)
    {
        var (parser, isOver) = (user.Parser, !connection.Finish());
        if (isClean && parser.KeepsAlive && !isOver)
            pool.PutBack(connection);
        else
            pool.Drop(connection);
        if (isOver && !parser.IsComplete)
            return GivenUp(kill);
        if (parser.Problem is { } problem)
            return Failed(ErrorKinds.Malformed, problem);
        if (!parser.IsComplete)
            return Failed(ErrorKinds.Closed, "the connection was closed before the response was complete");
        user.Response = parser;
        return new StepEnd(EndKind.Completed, parser.BodyBytes);
    }

    /// <summary>What a failure means; closes the connection.</summary>
    /// <param name="connection">Connection; null for the place of one that could not be opened.</param>
    /// <param name="failure">What happened.</param>
    /// <param name="kill">Whether the load gives up.</param>
    internal StepEnd Broken(IConnection? connection, Exception failure, CancellationToken kill)
    {
        var isOver = connection?.Finish() == false;
        pool.Drop(connection);
        return isOver || failure is ObjectDisposedException or OperationCanceledException
            ? GivenUp(kill)
            : Failed(ErrorKinds.Of(failure), failure.Message);
    }

    /// <summary>True for what a broken connection, a deadline or the end of the load does.</summary>
    internal static bool IsKnown(Exception failure) =>
        failure is SocketException or ObjectDisposedException or OperationCanceledException;

    /// <summary>Sends over a connection that is waited for or opened first, or asks before it sends the body.</summary>
    private async ValueTask<StepEnd> SendAsync(
        VirtualUser user,
        RequestBytes bytes,
        long deadline,
        (IConnection? Connection, bool HasPlace) taken,
        CancellationToken kill
    )
    {
        var (connection, hasPlace) = taken;
        bool isClean;
        try
        {
            if (connection is null)
            {
                var token = user.StartDeadline(within, kill);
                if (!hasPlace)
                    (connection, hasPlace) = (await pool.TakeAsync(token), true);
                connection ??= await pool.ConnectAsync(token);
            }

            connection.Start(deadline);
            user.Parser.Begin(_isHead, prepared.NeedsBody);
            isClean = bytes.AwaitsContinue
                ? await AskAndSendAsync(connection, bytes, user.Parser)
                : await SendWholeAsync(connection, bytes.Whole, user.Parser);
        }
        catch (OperationCanceledException) when (!hasPlace)
        {
            return GivenUp(kill);
        }
        catch (Exception failure) when (IsKnown(failure))
        {
            return Broken(connection, failure, kill);
        }

        return Ended(connection, isClean, user, kill);
    }

    /// <summary>Sends a request and reads the response.</summary>
    /// <returns>False when the connection is not where a next request can begin.</returns>
    internal static ValueTask<bool> SendWholeAsync(
        IConnection connection,
        ReadOnlyMemory<byte> bytes,
        ResponseParser parser
    )
    {
        var sending = connection.SendAsync(bytes);
        return sending.IsCompletedSuccessfully
            ? connection.ReceiveAsync(parser)
            : SendFirstAsync(sending, connection, parser);
    }

    private static async ValueTask<bool> SendFirstAsync(
        ValueTask sending,
        IConnection connection,
        ResponseParser parser
    )
    {
        await sending;
        return await connection.ReceiveAsync(parser);
    }

    /// <returns>False when the connection is not where a next request can begin.</returns>
    private static async ValueTask<bool> AskAndSendAsync(
        IConnection connection,
        RequestBytes bytes,
        ResponseParser parser
    )
    {
        await connection.SendAsync(bytes.Head);
        var answer = connection.ReceiveAsync(parser, untilContinue: true).AsTask();
        await Task.WhenAny(answer, Task.Delay(LongestWaitForContinue));
        if (answer.IsCompleted && !parser.HasContinue)
        {
            // An answer without a 100: the body is not wanted, and the server may still wait for it.
            await answer;
            return false;
        }

        try
        {
            await connection.SendAsync(bytes.Body);
        }
        catch (SocketException)
        {
            // The read must be over before the parser serves another request.
            connection.Dispose();
            await answer.ContinueWith(static _ => { }, TaskScheduler.Default);
            throw;
        }

        return await answer && await connection.ReceiveAsync(parser);
    }

    private StepEnd GivenUp(CancellationToken kill) =>
        kill.IsCancellationRequested ? new StepEnd(EndKind.Cancelled, 0) : ErrorKinds.TimedOut(prepared.Spec, within);

    private StepEnd Failed(string kind, string words) =>
        new(EndKind.Failed, 0, kind, $"{prepared.Spec.Method} {prepared.Spec.Path}: {words}");
}
