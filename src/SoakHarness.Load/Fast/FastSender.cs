using System.Net.Sockets;
using System.Runtime.CompilerServices;
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
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<StepEnd> SendAsync(VirtualUser user, RequestSpec request, CancellationToken kill)
    {
        var bytes = ReferenceEquals(request, prepared.Spec) ? _bytes : write(request);
        var deadline = Environment.TickCount64 + (long)within.TotalMilliseconds;
        var hasPlace = pool.TryTake(kill, out var connection);
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
            var isClean = bytes.AwaitsContinue
                ? await AskAndSendAsync(connection, bytes, user.Parser)
                : await SendWholeAsync(connection, bytes, user.Parser);
            var isOver = !connection.Finish();
            return isOver && !user.Parser.IsComplete
                ? GivenUp(kill)
                : Close(ref connection, ref hasPlace, (user, isClean && user.Parser.KeepsAlive && !isOver));
        }
        catch (OperationCanceledException)
        {
            return GivenUp(kill);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            return connection?.Finish() == false || failure is ObjectDisposedException
                ? GivenUp(kill)
                : Failed(ErrorKinds.Of(failure), failure.Message);
        }
        finally
        {
            if (hasPlace)
                pool.Drop(connection);
        }
    }

    private static ValueTask<bool> SendWholeAsync(IConnection connection, RequestBytes bytes, ResponseParser parser)
    {
        var sending = connection.SendAsync(bytes.Whole);
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

    private StepEnd Close(ref IConnection? connection, ref bool hasPlace, (VirtualUser User, bool IsReusable) at)
    {
        var parser = at.User.Parser;
        if (at.IsReusable)
        {
            pool.PutBack(connection!);
            (connection, hasPlace) = (null, false);
        }

        if (parser.Problem is { } problem)
            return Failed(ErrorKinds.Malformed, problem);
        if (!parser.IsComplete)
            return Failed(ErrorKinds.Closed, "the connection was closed before the response was complete");
        at.User.Response = parser;
        return new StepEnd(EndKind.Completed, parser.BodyBytes);
    }

    private StepEnd GivenUp(CancellationToken kill) =>
        kill.IsCancellationRequested ? new StepEnd(EndKind.Cancelled, 0) : ErrorKinds.TimedOut(prepared.Spec, within);

    private StepEnd Failed(string kind, string words) =>
        new(EndKind.Failed, 0, kind, $"{prepared.Spec.Method} {prepared.Spec.Path}: {words}");
}
