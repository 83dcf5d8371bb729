using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SoakHarness.Load.Tests;

/// <summary>
/// A server on the loopback interface that answers each request with what a test gives it; nothing for a stall.
/// </summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<int, byte[]?> _answer;
    private readonly Task _accepting;
    private readonly ConcurrentQueue<string> _heads = new();
    private int _requests;
    private int _connections;

    internal Server(Func<int, byte[]?> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptLoop.RunAsync(_listener, ServeAsync, _stop.Token);
    }

    internal Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    internal int Requests => Volatile.Read(ref _requests);

    internal int Connections => Volatile.Read(ref _connections);

    /// <summary>Request lines and headers, without the empty line; a body ends up in front of the next one.</summary>
    internal string[] Heads => [.. _heads];

    internal static byte[] Ok(string body = "ok", string status = "200 OK") =>
        Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task ServeAsync(TcpClient client)
    {
        Interlocked.Increment(ref _connections);
        using (client)
        {
            var buffer = new byte[8192];
            var text = new StringBuilder();
            try
            {
                var stream = client.GetStream();
                while (await stream.ReadAsync(buffer, _stop.Token) is > 0 and var read)
                {
                    text.Append(Encoding.ASCII.GetString(buffer, 0, read));
                    while (text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end)
                    {
                        _heads.Enqueue(text.ToString(0, end));
                        text.Remove(0, end + 4);
                        if (_answer(Interlocked.Increment(ref _requests)) is not { } answer)
                            await Task.Delay(Timeout.Infinite, _stop.Token);
                        else if (answer.Length == 0)
                            client.Client.Close(0);
                        else
                            await stream.WriteAsync(answer, _stop.Token);
                    }
                }
            }
            catch (Exception ended)
                when (ended
                        is OperationCanceledException
                            or IOException
                            or ObjectDisposedException
                            or InvalidOperationException
                )
            {
                // The client went away, or the test is over.
                text.Clear();
            }
        }
    }
}
