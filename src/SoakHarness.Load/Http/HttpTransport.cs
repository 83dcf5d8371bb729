using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>The runtime's HTTP client as a transport.</summary>
internal sealed class HttpTransport(TransportSpec spec, Uri baseUrl) : ITransport
{
    private readonly HttpMessageInvoker _client = HttpClients.Create(spec);

    /// <inheritdoc/>
    public ISender Prepare(RequestSpec request, bool needsBody) => new HttpSender((request, needsBody), baseUrl, _client, spec);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
