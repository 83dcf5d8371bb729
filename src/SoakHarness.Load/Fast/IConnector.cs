namespace SoakHarness.Load.Fast;

/// <summary>Opens connections to one server.</summary>
internal interface IConnector : IDisposable
{
    /// <summary>Connections that stand, or are being made; null when that is not known.</summary>
    int? Standing { get; }

    /// <summary>Opens one.</summary>
    /// <param name="deadline">Gives up.</param>
    /// <exception cref="System.Net.Sockets.SocketException">There is no connection to be had.</exception>
    ValueTask<IConnection> ConnectAsync(CancellationToken deadline);
}
