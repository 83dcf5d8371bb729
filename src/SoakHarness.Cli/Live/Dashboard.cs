using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SoakHarness.Reports.Live;

namespace SoakHarness.Cli.Live;

/// <summary>
/// Serves the live page on the loopback interface, behind a token that only who sees the console knows. Lifecycle:
/// started once, fed by each run, ended by <see cref="FinishAsync"/>, which turns open pages into the final report,
/// stopped by disposal. Browsers come and go; a slow one is dropped.
/// </summary>
internal sealed class Dashboard : IAsyncDisposable
{
    private const int Attempts = 20;
    private const int FirstPort = 49152;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WriteWithin = TimeSpan.FromSeconds(5);
    private readonly LoopbackServer _server;
    private readonly string _token = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private readonly TaskCompletionSource<string> _final = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _streams = [];

    /// <exception cref="HttpListenerException">No port is free.</exception>
    internal Dashboard()
    {
        (_server, var port) = Listen();
        Address = new Uri(FormattableString.Invariant($"http://127.0.0.1:{port}/{_token}/"));
        _server.Serve(Answer);
    }

    /// <summary>Where the page is, token and all.</summary>
    internal Uri Address { get; }

    /// <summary>What is shown.</summary>
    internal DashboardFeed Feed { get; } = new();

    /// <summary>
    /// Sends the final report to every open page and waits, some seconds at most, until they have it.
    /// </summary>
    /// <param name="html">The report's page; null when there is none.</param>
    internal async Task FinishAsync(string? html)
    {
        _final.TrySetResult(
            html is null ? "event: over\ndata: \n\n" : $"event: report\ndata: {JsonSerializer.Serialize(html)}\n\n"
        );
        Task[] open;
        lock (_gate)
            open = [.. _streams];
        await Task.WhenAll(open);
    }

    public async ValueTask DisposeAsync()
    {
        await FinishAsync(null);
        await _server.DisposeAsync();
        Feed.Dispose();
    }

    private static (LoopbackServer Server, int Port) Listen()
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(FirstPort, 65536);
            try
            {
                return (new(port), port);
            }
            catch (HttpListenerException) when (attempt < Attempts)
            {
                // Somebody has this port: another.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var parts = (context.Request.Url?.AbsolutePath ?? "").Split('/');
        var isKnown =
            parts.Length == 3
            && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(parts[1]),
                Encoding.UTF8.GetBytes(_token)
            );
        var headers = context.Response.Headers;
        headers["Cache-Control"] = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Content-Type-Options"] = "nosniff";
        if (isKnown && parts[2] == "events")
            Keep(StreamAsync(context.Response));
        else
            Send(
                context.Response,
                !isKnown ? 403
                    : parts[2].Length == 0 ? 200
                    : 404
            );
    }

    private static void Send(HttpListenerResponse response, int status)
    {
        try
        {
            response.StatusCode = status;
            response.ContentType = status == 200 ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
            response.Headers["Content-Security-Policy"] = LivePage.Policy;
            response.Close(
                Encoding.UTF8.GetBytes(
                    status switch
                    {
                        200 => LivePage.Render(),
                        403 => "The address is incomplete: open the one that soak printed, token and all.\n",
                        _ => "There is nothing here.\n",
                    }
                ),
                willBlock: false
            );
        }
        catch (Exception gone) when (gone is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The browser went away.
        }
    }

    private void Keep(Task stream)
    {
        lock (_gate)
        {
            _streams.RemoveWhere(s => s.IsCompleted);
            _streams.Add(stream);
        }
    }

    private async Task StreamAsync(HttpListenerResponse response)
    {
        try
        {
            await Task.Yield();
            response.ContentType = "text/event-stream; charset=utf-8";
            response.SendChunked = true;
            await WriteAsync(response, "retry: 1000\n\n");
            while (!_final.Task.IsCompleted)
            {
                await WriteAsync(response, Feed.State() is { } state ? $"data: {state}\n\n" : ": waiting\n\n");
                await Task.WhenAny(Task.Delay(Between), _final.Task);
            }

            await WriteAsync(response, await _final.Task);
            response.Close();
        }
        catch (Exception gone)
            when (gone
                    is HttpListenerException
                        or IOException
                        or ObjectDisposedException
                        or OperationCanceledException
                        or TimeoutException
            )
        {
            response.Abort();
        }
    }

    private static async Task WriteAsync(HttpListenerResponse response, string text)
    {
        await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask().WaitAsync(WriteWithin);
        await response.OutputStream.FlushAsync().WaitAsync(WriteWithin);
    }
}
