using System.Net.Quic;
using System.Net.Sockets;
using SoakHarness.Load.Statistics;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>Sorts failures into the kinds that are counted; the kinds are the same for every transport.</summary>
internal static class ErrorKinds
{
    /// <summary>The response is not HTTP, or contradicts itself.</summary>
    internal const string Malformed = "malformed";

    /// <summary>The connection was closed before the response was complete.</summary>
    internal const string Closed = "closed";

    private const string Refused = "refused";
    private const string Reset = "reset";

    internal static string Of(Exception failure)
    {
        var socket =
            failure as SocketException
            ?? failure.InnerException as SocketException
            ?? failure.InnerException?.InnerException as SocketException;
        return socket?.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => Refused,
            SocketError.ConnectionReset or SocketError.Shutdown => Reset,
            SocketError.HostNotFound or SocketError.TryAgain => "name not resolved",
            SocketError.TooManyOpenSockets => "too many open sockets",
            { } other => $"socket: {other}",
            null => OfHttp(failure),
        };
    }

    /// <summary>
    /// True for failures of a connection that end at once, so that a load without a pause would spin.
    /// </summary>
    internal static bool EndsAtOnce(string kind) =>
        kind is Refused or Reset or Closed or "too many open sockets" or "name not resolved" or "transport"
        || kind.StartsWith("socket: ", StringComparison.Ordinal);

    /// <summary>The end of a request without a complete response at its deadline.</summary>
    internal static StepEnd TimedOut(RequestSpec spec, TimeSpan within) =>
        new(
            EndKind.TimedOut,
            0,
            "timed out",
            FormattableString.Invariant(
                $"{spec.Method} {spec.Path}: no complete response within {within.TotalSeconds:0.###} s"
            )
        );

    /// <summary>
    /// A failure in words: those of its cause, since the outer ones often only say that there is one.
    /// </summary>
    internal static string Words(Exception failure)
    {
        var cause = failure;
        while (cause.InnerException is { } inner)
            cause = inner;
        return
            failure is HttpRequestException { HttpRequestError: HttpRequestError.VersionNegotiationError }
            && OperatingSystem.IsLinux()
            && !QuicConnection.IsSupported
            ? $"{cause.Message} HTTP/3 needs libmsquic, which is not installed here."
            : cause.Message;
    }

    private static string OfHttp(Exception failure)
    {
        var error =
            (failure as HttpRequestException)?.HttpRequestError
            ?? (failure as HttpIOException)?.HttpRequestError
            ?? (failure.InnerException as HttpIOException)?.HttpRequestError;
        return error switch
        {
            HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => Malformed,
            HttpRequestError.ResponseEnded => Closed,
            null or HttpRequestError.Unknown => "transport",
            { } kind => $"http: {kind}",
        };
    }
}
