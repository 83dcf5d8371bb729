using System.Net;
using System.Net.Sockets;

namespace SoakHarness.EndToEnd.Tests.Browser;

/// <summary>
/// A connection between a browser and a server of this machine that can be cut, as a sleeping machine cuts it, and be
/// there again.
/// </summary>
internal sealed class SleepyLink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _gate = new();
    private readonly List<TcpClient> _open = [];
    private readonly int _port;
    private bool _isAsleep;

    public SleepyLink(Uri server)
    {
        _port = server.Port;
        _listener.Start();
        Address = new UriBuilder(server) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _ = AcceptAsync();
    }

    /// <summary>Where the browser goes.</summary>
    public Uri Address { get; }

    /// <summary>Cuts every connection and lets no new one through.</summary>
    public void Sleep()
    {
        lock (_gate)
        {
            _isAsleep = true;
            _open.ForEach(c => c.Dispose());
            _open.Clear();
        }
    }

    /// <summary>Lets connections through again.</summary>
    public void Wake()
    {
        lock (_gate)
            _isAsleep = false;
    }

    public void Dispose()
    {
        Sleep();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task CarryAsync(TcpClient browser)
    {
        using var server = new TcpClient();
        using var client = browser;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _port);
            lock (_gate)
            {
                if (_isAsleep)
                    return;
                _open.AddRange([client, server]);
            }

            await Task.WhenAny(
                client.GetStream().CopyToAsync(server.GetStream()),
                server.GetStream().CopyToAsync(client.GetStream())
            );
        }
        catch (Exception cut)
            when (cut is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Asleep.
        }
    }
}
