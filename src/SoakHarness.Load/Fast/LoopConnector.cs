using System.Net;
using SoakHarness.Load.Epoll;

namespace SoakHarness.Load.Fast;

/// <summary>Opens connections on an event loop of their own.</summary>
internal sealed class LoopConnector(EndPoint server) : IConnector
{
    private readonly EpollConnector _connector = new();

    /// <inheritdoc/>
    public int? Standing => _connector.Standing;

    /// <inheritdoc/>
    public ValueTask<IConnection> ConnectAsync(CancellationToken deadline) =>
        _connector.ConnectAsync<IConnection>(server, socket => new EpollConnection(socket), deadline);

    /// <inheritdoc/>
    public void Dispose() => _connector.Dispose();
}
