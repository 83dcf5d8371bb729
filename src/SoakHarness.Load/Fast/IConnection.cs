namespace SoakHarness.Load.Fast;

/// <summary>
/// One connection of the fast transport. It is owned by one request at a time, which sets a deadline before it waits
/// and takes it back afterwards; the watch ends the exchange of whoever is over the deadline.
/// </summary>
internal interface IConnection : IDisposable
{
    /// <summary>Sets the moment after which the watch ends the exchange.</summary>
    /// <param name="deadline">In milliseconds since the machine started.</param>
    void Start(long deadline);

    /// <summary>Takes the deadline back.</summary>
    /// <returns>False when the watch was faster; the connection is of no use then.</returns>
    bool Finish();

    /// <summary>Ends the exchange when its deadline is over; on any thread.</summary>
    /// <param name="now">In milliseconds since the machine started.</param>
    void EndIfOver(long now);

    /// <summary>True when an idle connection was closed by the server, or spoke without being asked.</summary>
    bool IsStale();

    /// <summary>Sends all bytes.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The connection broke.</exception>
    ValueTask SendAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>
    /// Reads until the response is complete, broken, or ended; with <paramref name="untilContinue"/>, at most until a
    /// 100 Continue.
    /// </summary>
    /// <returns>False when bytes follow that belong to nothing, or when the stream ended.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">The connection broke.</exception>
    ValueTask<bool> ReceiveAsync(ResponseParser parser, bool untilContinue = false);
}
