using SoakHarness.Load.Http;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Fast;

/// <summary>
/// Own HTTP/1.1 over sockets: keep-alive, Content-Length and chunked bodies, 100-continue. No TLS, no pipelining,
/// nothing followed, stored or unpacked; the least CPU and memory a request can cost.
/// </summary>
internal sealed class FastTransport(TransportSpec spec, Uri baseUrl) : ITransport
{
    private readonly ConnectionPool _pool = new(Connectors.Create(baseUrl), spec.MaxConnections);

    /// <inheritdoc/>
    public int? Connections => _pool.Standing;

    /// <inheritdoc/>
    public ISender Prepare(RequestSpec request, bool needsBody)
    {
        var body = request.Body is { IsTemplate: false } ? RequestBodies.Read(request.Body) : null;
        return new FastSender((request, needsBody), Write, _pool, request.Expect.Within ?? spec.Timeout);

        RequestBytes Write(RequestSpec filled) =>
            RequestBytes.Of(filled, body ?? RequestBodies.Read(filled.Body), baseUrl, spec.Authorization);
    }

    /// <inheritdoc/>
    public void Dispose() => _pool.Dispose();
}
