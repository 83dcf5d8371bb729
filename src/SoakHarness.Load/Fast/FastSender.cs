using System.Net.Sockets;
using System.Runtime.CompilerServices;
using SoakHarness.Load.Http;
using SoakHarness.Load.Statistics;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Fast;

/// <summary>Sends one kind of request over the connections of a pool.</summary>
internal sealed class FastSender(RequestSpec spec, RequestBytes request, bool needsBody, (ConnectionPool Pool, TimeSpan Within) over) : ISender
{
    private static readonly TimeSpan LongestWaitForContinue = TimeSpan.FromSeconds(1);
    private readonly bool _isHead = spec.Method == "HEAD";

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<StepEnd> SendAsync(VirtualUser user, CancellationToken kill)
    {
        var deadline = Environment.TickCount64 + (long)over.Within.TotalMilliseconds;
        FastConnection? connection = null;
        var hasEntered = over.Pool.TryEnter();
        try
        {
            if (!hasEntered || (connection = over.Pool.Take(kill)) is null)
            {
                var token = user.StartDeadline(over.Within, kill);
                if (!hasEntered)
                {
                    await over.Pool.EnterAsync(token);
                    hasEntered = true;
                }

                connection = over.Pool.Take(kill) ?? await over.Pool.ConnectAsync(token);
            }

            connection.Start(deadline);
            var isClean = await ExchangeAsync(connection, user.Parser);
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
                over.Pool.Drop(connection);
            if (hasEntered)
                over.Pool.Leave();
        }
    }

    /// <returns>True when the connection is where a next request can begin.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> ExchangeAsync(FastConnection connection, ResponseParser parser)
    {
        parser.Begin(_isHead, needsBody);
        if (!request.AwaitsContinue)
        {
            await connection.SendAsync(request.Whole);
            return await connection.ReceiveAsync(parser) && parser.KeepsAlive;
        }

        await connection.SendAsync(request.Head);
        var answer = connection.ReceiveAsync(parser, untilContinue: true).AsTask();
        await Task.WhenAny(answer, Task.Delay(LongestWaitForContinue));
        if (answer.IsCompleted && !parser.HasContinue)
        {
            // An answer without a 100: the body is not wanted, and the server may still wait for it.
            await answer;
            return false;
        }

        await connection.SendAsync(request.Body);
        return await answer && await connection.ReceiveAsync(parser) && parser.KeepsAlive;
    }

    private StepEnd Close(ref FastConnection? connection, VirtualUser user, bool isReusable)
    {
        var parser = user.Parser;
        if (isReusable)
        {
            over.Pool.PutBack(connection!);
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
        kill.IsCancellationRequested ? new StepEnd(EndKind.Cancelled, 0) : ErrorKinds.TimedOut(spec, over.Within);

    private StepEnd Failed(string kind, string words) => new(EndKind.Failed, 0, kind, $"{spec.Method} {spec.Path}: {words}");
}
