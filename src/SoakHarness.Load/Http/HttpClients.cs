using SoakHarness.Load.Epoll;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>
/// Makes the HTTP client of a transport: bounded connections, nothing added that the scenario did not ask for.
/// </summary>
internal static class HttpClients
{
    /// <param name="transport">What the scenario asks for.</param>
    /// <param name="connector">Opens the connections; null for the runtime's sockets.</param>
    internal static HttpMessageInvoker Create(TransportSpec transport, EpollConnector? connector)
    {
        var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = transport.MaxConnections,
            UseCookies = false,
            // Redirects are followed by the sender, which keeps the cookies that come on the way.
            AllowAutoRedirect = false,
            SslOptions = TlsFiles.Options(transport),
            AutomaticDecompression = transport.Decompression
                ? System.Net.DecompressionMethods.All
                : System.Net.DecompressionMethods.None,
            UseProxy = transport.Proxy is not null,
            Proxy = transport.Proxy is { } proxy ? new System.Net.WebProxy(proxy) : null,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        };
        if (connector is not null)
            handler.ConnectCallback = (to, cancel) =>
                connector.ConnectAsync<Stream>(to.DnsEndPoint, socket => new EpollStream(socket), cancel);
        return new HttpMessageInvoker(handler);
    }
}
