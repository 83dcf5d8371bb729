using SoakHarness.Load.Http;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Fast;

/// <summary>
/// Own HTTP/1.1 over sockets: keep-alive, Content-Length and chunked bodies, 100-continue. No TLS, no pipelining, nothing followed, stored or unpacked;
/// the least CPU and memory a request can cost.
/// </summary>
internal sealed class FastTransport(TransportSpec spec, Uri baseUrl) : ITransport
{
    private readonly ConnectionPool _pool = new(baseUrl, spec.MaxConnections);

    /// <inheritdoc/>
    public ISender Prepare(RequestSpec request, bool needsBody) =>
        new FastSender(request, RequestBytes.Of(request, baseUrl, spec.Authorization), needsBody, (_pool, request.Expect.Within ?? spec.Timeout));

    /// <inheritdoc/>
    public void Dispose() => _pool.Dispose();
}
