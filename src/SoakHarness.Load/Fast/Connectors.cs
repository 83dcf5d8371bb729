using System.Net;

namespace SoakHarness.Load.Fast;

/// <summary>
/// Chooses how connections are made: by an event loop of our own on Linux, by the runtime's sockets elsewhere.
/// </summary>
internal static class Connectors
{
    internal static IConnector Create(Uri url)
    {
        EndPoint server = IPAddress.TryParse(url.DnsSafeHost, out var address)
            ? new IPEndPoint(address, url.Port)
            : new DnsEndPoint(url.DnsSafeHost, url.Port);
        return OperatingSystem.IsLinux() ? new LoopConnector(server) : new SocketConnector(server);
    }
}
