using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>Makes the HTTP client of a transport: bounded connections, nothing added that the scenario did not ask for.</summary>
internal static class HttpClients
{
    internal static HttpMessageInvoker Create(TransportSpec transport)
    {
        var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = transport.MaxConnections,
            UseCookies = false,
            // Redirects are followed by the sender, which keeps the cookies that come on the way.
            AllowAutoRedirect = false,
            SslOptions = TlsFiles.Options(transport),
            AutomaticDecompression = transport.Decompression ? System.Net.DecompressionMethods.All : System.Net.DecompressionMethods.None,
            UseProxy = transport.Proxy is not null,
            Proxy = transport.Proxy is { } proxy ? new System.Net.WebProxy(proxy) : null,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        };
        return new HttpMessageInvoker(handler);
    }
}
