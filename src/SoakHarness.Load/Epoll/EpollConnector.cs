using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using SoakHarness.Load.Fast;

namespace SoakHarness.Load.Epoll;

/// <summary>Opens connections whose events all come from one loop.</summary>
internal sealed class EpollConnector(EndPoint server) : IConnector
{
    private const int Internet = 2;
    private const int Internet6 = 10;
    private readonly EventLoop _loop = new();

    /// <inheritdoc/>
    public async ValueTask<IConnection> ConnectAsync(CancellationToken deadline)
    {
        if (server is IPEndPoint known)
            return await ConnectAsync(known, deadline);
        var named = (DnsEndPoint)server;
        var addresses = await Dns.GetHostAddressesAsync(named.Host, deadline);
        foreach (var address in addresses.SkipLast(1))
        {
            if (await TryConnectAsync(new IPEndPoint(address, named.Port), deadline) is { } connection)
                return connection;
        }

        return await ConnectAsync(new IPEndPoint(addresses[^1], named.Port), deadline);
    }

    /// <inheritdoc/>
    public void Dispose() => _loop.Dispose();

    private async ValueTask<IConnection?> TryConnectAsync(IPEndPoint address, CancellationToken deadline)
    {
        try
        {
            return await ConnectAsync(address, deadline);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private async ValueTask<IConnection> ConnectAsync(IPEndPoint address, CancellationToken deadline)
    {
        deadline.ThrowIfCancellationRequested();
        var family = address.AddressFamily == AddressFamily.InterNetworkV6 ? Internet6 : Internet;
        var socket = LibC.Socket(family, LibC.Stream | LibC.NonBlocking | LibC.CloseOnExec, 0);
        if (socket.IsInvalid)
            throw Errno.Last();
        _ = LibC.SetOption(socket, LibC.Tcp, LibC.NoDelay, 1, sizeof(int));
        var connection = new EpollConnection(_loop, socket);
        try
        {
            var native = address.Serialize();
            if (LibC.Connect(socket, native.Buffer.Span, native.Size) < 0 && Marshal.GetLastPInvokeError() != Errno.InProgress)
                throw Errno.Last();
            _loop.Watch(connection, socket);
            await connection.ConnectedAsync(deadline);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
