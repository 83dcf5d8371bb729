using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace SoakHarness.Load.Epoll;

/// <summary>Opens connections whose events all come from one loop.</summary>
internal sealed class EpollConnector : IDisposable
{
    private const int Internet = 2;
    private const int Internet6 = 10;
    private readonly EventLoop _loop = new();

    /// <summary>Connections that stand, or are being made.</summary>
    internal int Standing => _loop.Standing;

    /// <summary>Opens a connection.</summary>
    /// <param name="to">The server.</param>
    /// <param name="wrap">Makes of a socket what is used.</param>
    /// <param name="deadline">Gives up.</param>
    /// <exception cref="SocketException">There is no connection to be had.</exception>
    internal async ValueTask<T> ConnectAsync<T>(EndPoint to, Func<EpollSocket, T> wrap, CancellationToken deadline)
    {
        var addresses = to switch
        {
            IPEndPoint known => [known],
            DnsEndPoint named when IPAddress.TryParse(named.Host, out var address) =>
            [
                new IPEndPoint(address, named.Port),
            ],
            DnsEndPoint named => (await Dns.GetHostAddressesAsync(named.Host, deadline))
                .Select(a => new IPEndPoint(a, named.Port))
                .ToArray(),
            _ => throw new NotSupportedException($"{to.GetType().Name} is no server this can connect to"),
        };
        for (var i = 0; ; i++)
        {
            try
            {
                return await OpenAsync(addresses[i], wrap, deadline);
            }
            catch (SocketException) when (i < addresses.Length - 1)
            {
                // A name may stand for several addresses, of which one works.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _loop.Dispose();

    private async ValueTask<T> OpenAsync<T>(IPEndPoint address, Func<EpollSocket, T> wrap, CancellationToken deadline)
    {
        deadline.ThrowIfCancellationRequested();
        var family = address.AddressFamily == AddressFamily.InterNetworkV6 ? Internet6 : Internet;
        var descriptor = LibC.Socket(family, LibC.Stream | LibC.NonBlocking | LibC.CloseOnExec, 0);
        if (descriptor.IsInvalid)
            throw Errno.Last();
        _ = LibC.SetOption(descriptor, LibC.Tcp, LibC.NoDelay, 1, sizeof(int));
        var socket = new EpollSocket(_loop, descriptor);
        var wrapped = wrap(socket);
        try
        {
            var native = address.Serialize();
            if (
                LibC.Connect(descriptor, native.Buffer.Span, native.Size) < 0
                && Marshal.GetLastPInvokeError() != Errno.InProgress
            )
                throw Errno.Last();
            _loop.Watch(socket, descriptor);
            await socket.ConnectedAsync(deadline);
            return wrapped;
        }
        catch
        {
            // Not connected, so the loop has nothing to say about it: closed at once.
            socket.Abandon();
            throw;
        }
    }
}
