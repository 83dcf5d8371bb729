using System.Net.Sockets;

namespace SoakHarness.Load.Http;

/// <summary>Sorts exceptions of the HTTP client into the kinds that are counted.</summary>
internal static class ErrorKinds
{
    internal static string Of(Exception failure)
    {
        var socket = failure as SocketException ?? failure.InnerException as SocketException ?? failure.InnerException?.InnerException as SocketException;
        return socket?.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "refused",
            SocketError.ConnectionReset => "reset",
            SocketError.HostNotFound => "name not resolved",
            SocketError.TooManyOpenSockets => "too many open sockets",
            { } other => $"socket: {other}",
            null => failure is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var kind } ? $"http: {kind}" : "transport",
        };
    }
}
