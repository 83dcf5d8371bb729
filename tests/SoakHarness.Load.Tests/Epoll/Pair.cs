using System.Net;
using System.Net.Sockets;
using SoakHarness.Load.Epoll;

namespace SoakHarness.Load.Tests.Epoll;

/// <summary>Both ends of a connection over the loopback interface: ours on an event loop, the other a socket.</summary>
internal sealed class Pair(EpollStream ours, Socket other) : IDisposable
{
    internal EpollStream Ours => ours;

    internal Socket Other => other;

    internal static async Task<Pair> OpenAsync(EpollConnector connector)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var accepting = listener.AcceptAsync();
        var ours = await connector.ConnectAsync(
            listener.LocalEndPoint!,
            socket => new EpollStream(socket),
            CancellationToken.None
        );
        return new Pair(ours, await accepting);
    }

    /// <summary>Ends the connection with a reset.</summary>
    internal void Reset()
    {
        other.LingerState = new LingerOption(true, 0);
        other.Close();
    }

    public void Dispose()
    {
        ours.Dispose();
        other.Dispose();
    }
}
