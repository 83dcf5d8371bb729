using SoakHarness.Load.Epoll;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>The runtime's HTTP client as a transport.</summary>
internal sealed class HttpTransport : ITransport
{
    private readonly TransportSpec _spec;
    private readonly Uri _baseUrl;
    private readonly HttpMessageInvoker _client;
    private readonly EpollConnector? _connector;

    internal HttpTransport(TransportSpec spec, Uri baseUrl)
    {
        (_spec, _baseUrl) = (spec, baseUrl);
        _connector = OperatingSystem.IsLinux() ? new EpollConnector() : null;
        _client = HttpClients.Create(spec, _connector);
    }

    /// <inheritdoc/>
    public int? Connections => _spec.Proxy is null ? _connector?.Standing : null;

    /// <inheritdoc/>
    public ISender Prepare(RequestSpec request, bool needsBody) =>
        new HttpSender((request, needsBody), _baseUrl, _client, _spec);

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _connector?.Dispose();
    }
}
