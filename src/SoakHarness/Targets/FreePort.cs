using System.Net;
using System.Net.Sockets;

namespace SoakHarness.Targets;

/// <summary>Ports of the loopback interface.</summary>
internal static class FreePort
{
    /// <summary>A port that nothing listens on at this moment.</summary>
    internal static int Find()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>True when something listens at the address.</summary>
    internal static bool IsTaken(Uri url)
    {
        try
        {
            using var client = new TcpClient();
            return client.ConnectAsync(url.Host, url.Port).Wait(TimeSpan.FromSeconds(2)) && client.Connected;
        }
        catch (AggregateException refused) when (refused.InnerException is SocketException)
        {
            return false;
        }
    }
}
