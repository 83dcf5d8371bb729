using System.Net.Sockets;

namespace SoakHarness.Load.Tests;

/// <summary>What every test server does with its listener.</summary>
internal static class AcceptLoop
{
    /// <summary>Serves each connection until the listener is stopped.</summary>
    /// <param name="listener">Started.</param>
    /// <param name="serve">Serves one connection and swallows its end.</param>
    /// <param name="stop">Ends it.</param>
    internal static async Task RunAsync(TcpListener listener, Func<TcpClient, Task> serve, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                _ = serve(await listener.AcceptTcpClientAsync(stop));
            }
            catch (Exception ended)
                when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
