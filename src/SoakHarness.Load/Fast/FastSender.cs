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
    (RequestSpec Spec, bool NeedsBody) prepared, Func<RequestSpec, RequestBytes> write, ConnectionPool pool, TimeSpan within) : ISender
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
        FastConnection? connection = null;
        var hasEntered = pool.TryEnter();
        try
        {
            if (!hasEntered || (connection = pool.Take(kill)) is null)
            {
                var token = user.StartDeadline(within, kill);
                if (!hasEntered)
                {
                    await pool.EnterAsync(token);
                    hasEntered = true;
                }

                connection = pool.Take(kill) ?? await pool.ConnectAsync(token);
            }

            connection.Start(deadline);
            var isClean = await ExchangeAsync(connection, bytes, user.Parser);
            var isOver = !connection.Finish();
            return isOver && !user.Parser.IsComplete ? GivenUp(kill) : Close(ref connection, user, isClean && !isOver);
        }
        catch (OperationCanceledException)
        {
            return GivenUp(kill);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            return connection?.Finish() == false || failure is ObjectDisposedException ? GivenUp(kill) : Failed(ErrorKinds.Of(failure), failure.Message);
        }
        finally
        {
            if (connection is not null)
                pool.Drop(connection);
            if (hasEntered)
                pool.Leave();
        }
    }

    /// <returns>True when the connection is where a next request can begin.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> ExchangeAsync(FastConnection connection, RequestBytes bytes, ResponseParser parser)
    {
        parser.Begin(_isHead, prepared.NeedsBody);
        if (!bytes.AwaitsContinue)
        {
            await connection.SendAsync(bytes.Whole);
            return await connection.ReceiveAsync(parser) && parser.KeepsAlive;
        }

        await connection.SendAsync(bytes.Head);
        var answer = connection.ReceiveAsync(parser, untilContinue: true).AsTask();
        await Task.WhenAny(answer, Task.Delay(LongestWaitForContinue));
        if (answer.IsCompleted && !parser.HasContinue)
        {
            // An answer without a 100: the body is not wanted, and the server may still wait for it.
            await answer;
            return false;
        }

        await connection.SendAsync(bytes.Body);
        return await answer && await connection.ReceiveAsync(parser) && parser.KeepsAlive;
    }

    private StepEnd Close(ref FastConnection? connection, VirtualUser user, bool isReusable)
    {
        var parser = user.Parser;
        if (isReusable)
        {
            pool.PutBack(connection!);
            connection = null;
        }

        if (parser.Problem is { } problem)
            return Failed(ErrorKinds.Malformed, problem);
        if (!parser.IsComplete)
            return Failed(ErrorKinds.Closed, "the connection was closed before the response was complete");
        user.Response = parser;
        return new StepEnd(EndKind.Completed, parser.BodyBytes);
    }

    private StepEnd GivenUp(CancellationToken kill) =>
        kill.IsCancellationRequested ? new StepEnd(EndKind.Cancelled, 0) : ErrorKinds.TimedOut(prepared.Spec, within);

    private StepEnd Failed(string kind, string words) => new(EndKind.Failed, 0, kind, $"{prepared.Spec.Method} {prepared.Spec.Path}: {words}");
}
