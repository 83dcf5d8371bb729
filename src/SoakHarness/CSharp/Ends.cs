using SoakHarness.Load.Statistics;

namespace SoakHarness.CSharp;

/// <summary>User code's results and exceptions as ends of steps.</summary>
internal static class Ends
{
    /// <summary>The end that a response stands for.</summary>
    internal static StepEnd Of(IResponse? response) =>
        response switch
        {
            null => new StepEnd(EndKind.Failed, 0, "no response", "The scenario's code returned null."),
            { IsError: false } => new StepEnd(EndKind.Completed, response.SizeBytes),
            _ => new StepEnd(
                EndKind.Failed,
                response.SizeBytes,
                response.StatusCode is { Length: > 0 } status ? status : "failed",
                response.Message
            ),
        };

    /// <summary>The end that an exception stands for.</summary>
    internal static StepEnd Of(Exception failure, CancellationToken kill) =>
        failure switch
        {
            OperationCanceledException when kill.IsCancellationRequested => new StepEnd(EndKind.Cancelled, 0),
            OperationCanceledException or TimeoutException => new StepEnd(
                EndKind.TimedOut,
                0,
                "timed out",
                failure.Message
            ),
            _ when Refused(failure) => new StepEnd(EndKind.Failed, 0, "refused", failure.Message),
            _ => new StepEnd(EndKind.Failed, 0, failure.GetType().Name, failure.Message),
        };

    private static bool Refused(Exception failure) =>
        (failure as System.Net.Sockets.SocketException ?? failure.InnerException as System.Net.Sockets.SocketException)
            is { SocketErrorCode: System.Net.Sockets.SocketError.ConnectionRefused };
}
