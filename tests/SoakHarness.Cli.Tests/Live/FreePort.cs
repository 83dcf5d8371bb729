using System.Net;
using System.Net.Sockets;

namespace SoakHarness.Cli.Tests.Live;

internal static class FreePort
{
    /// <summary>A port of the loopback interface that nobody has at the moment.</summary>
    internal static int Next()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
