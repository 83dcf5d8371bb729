using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SoakHarness.Collection.Tests.Go;

/// <summary>Debug endpoints that answer as a test says.</summary>
internal sealed class FakeGo : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _end = new();

    internal FakeGo()
    {
        Url = Listen();
        _ = AnswerAsync();
    }

    internal Uri Url { get; }

    /// <summary>Answer by path; a path that is missing is answered 404.</summary>
    internal Dictionary<string, (int Status, byte[] Body)> Answers { get; } = [];

    /// <summary>Paths that were asked for, in order.</summary>
    internal ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Value of the header Authorization that every call must have; null for none.</summary>
    internal string? Wanted { get; set; }

    /// <summary>Type of what is answered; null for none.</summary>
    internal string? ContentType { get; set; }

    /// <summary>How long each answer takes.</summary>
    internal TimeSpan Delay { get; set; }

    internal void Answer(string path, string body, int status = 200) =>
        Answers[path] = (status, Encoding.UTF8.GetBytes(body));

    public void Dispose()
    {
        _end.Cancel();
        _listener.Close();
    }

    private Uri Listen()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        return new Uri($"http://127.0.0.1:{port}");
    }

    private async Task AnswerAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                Asked.Enqueue(context.Request.Url!.PathAndQuery);
                await Task.Delay(Delay, _end.Token);
                var (status, body) = Answers.GetValueOrDefault(context.Request.Url!.AbsolutePath, (404, []));
                if (Wanted is not null && context.Request.Headers["Authorization"] != Wanted)
                    (status, body) = (401, []);
                context.Response.StatusCode = status;
                context.Response.ContentType = ContentType;
                await context.Response.OutputStream.WriteAsync(body);
                context.Response.Close();
            }
            catch (Exception gone)
                when (gone is HttpListenerException or ObjectDisposedException or OperationCanceledException)
            {
                // The client gave up, or the test is over: the loop's condition tells which.
            }
        }
    }
}
