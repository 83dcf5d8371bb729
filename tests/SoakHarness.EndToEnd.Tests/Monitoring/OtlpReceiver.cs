using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SoakHarness.EndToEnd.Tests.Monitoring;

/// <summary>A collector that takes OTLP over HTTP and keeps every byte and every point that came.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public OtlpReceiver()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        probe.Stop();
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>What <c>--otlp</c> is given.</summary>
    public string Address { get; }

    /// <summary>Path and media type of each export.</summary>
    public ConcurrentQueue<string> Exports { get; } = [];

    /// <summary>Bodies as they came.</summary>
    public ConcurrentQueue<byte[]> Bodies { get; } = [];

    /// <summary>Points of all exports in the order they came.</summary>
    public IReadOnlyList<OtlpPoint> Points => [.. Bodies.SelectMany(OtlpMessage.Decode)];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                await AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception over) when (over is HttpListenerException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        Bodies.Enqueue(body.ToArray());
        Exports.Enqueue(
            $"{context.Request.HttpMethod} {context.Request.Url!.AbsolutePath} {context.Request.ContentType}"
        );
        context.Response.ContentType = "application/x-protobuf";
        context.Response.Close();
    }
}
