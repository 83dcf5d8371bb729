using SoakHarness.Load.Fast;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>Makes the transport a scenario asks for.</summary>
internal static class Transports
{
    internal static ITransport Create(TransportSpec spec, Uri url) =>
        spec.Kind == TransportKind.Fast ? new FastTransport(spec, url) : new HttpTransport(spec, url);
}
