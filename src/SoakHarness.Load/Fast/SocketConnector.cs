using System.Net;
using System.Net.Sockets;

namespace SoakHarness.Load.Fast;

/// <summary>Opens connections by the runtime's sockets.</summary>
internal sealed class SocketConnector(EndPoint server) : IConnector
{
    /// <inheritdoc/>
    public int? Standing => null;

    /// <inheritdoc/>
    public async ValueTask<IConnection> ConnectAsync(CancellationToken deadline)
    {
        var socket = server is IPEndPoint ip
            ? new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(server, deadline);
            return new SocketConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Connections are their owner's.
    }
}
