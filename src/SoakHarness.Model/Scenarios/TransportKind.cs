namespace SoakHarness.Model.Scenarios;

/// <summary>The transports a load can use.</summary>
public enum TransportKind
{
    /// <summary>The runtime's HTTP client: every HTTP version, TLS, cookies, redirects.</summary>
    Http,

    /// <summary>Own HTTP/1.1 over sockets: plain text only, the least CPU and memory.</summary>
    Fast,
}
