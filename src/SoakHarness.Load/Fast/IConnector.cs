namespace SoakHarness.Load.Fast;

/// <summary>Opens connections to one server.</summary>
internal interface IConnector : IDisposable
{
    /// <summary>Opens one.</summary>
    /// <param name="deadline">Gives up.</param>
    /// <exception cref="System.Net.Sockets.SocketException">There is no connection to be had.</exception>
    ValueTask<IConnection> ConnectAsync(CancellationToken deadline);
}
