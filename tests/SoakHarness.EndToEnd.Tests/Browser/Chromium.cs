using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SoakHarness.EndToEnd.Tests.Browser;

/// <summary>
/// A headless Chromium with one page, driven by the DevTools protocol. Everything it requests and complains about is
/// kept.
/// </summary>
internal sealed class Chromium : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> _asked = new();
    private readonly CancellationTokenSource _ended = new(TimeSpan.FromSeconds(80));
    private int _number;

    private Chromium(Process process, string profile)
    {
        _process = process;
        _profile = profile;
    }

    /// <summary>Path of the program, or null when it is not installed.</summary>
    public static string? Program { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .SelectMany(folder =>
                new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name))
            )
            .FirstOrDefault(File.Exists);

    /// <summary>Addresses that the page asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Errors on the console and exceptions.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    public static async Task<Chromium> StartAsync()
    {
        var profile = Directory.CreateTempSubdirectory("soak-chromium-").FullName;
        string[] quiet =
        [
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
        ];
        var process = Process.Start(
            new ProcessStartInfo(
                Program!,
                [
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    .. quiet,
                    $"--user-data-dir={profile}",
                    "--remote-debugging-port=0",
                    "--window-size=1000,1400",
                    "about:blank",
                ]
            )
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        var browser = new Chromium(process, profile);
        await browser.ConnectAsync();
        return browser;
    }

    /// <summary>Opens a file and waits until it is loaded.</summary>
    public async Task OpenAsync(string file)
    {
        await SendAsync("Page.navigate", new JsonObject { ["url"] = new Uri(file).AbsoluteUri });
        while ((await EvaluateAsync("location.protocol + document.readyState"))?.ToString() != "file:complete")
            await Task.Delay(20, _ended.Token);
    }

    /// <summary>Opens an address; its page may go on loading.</summary>
    public Task VisitAsync(string url) => SendAsync("Page.navigate", new JsonObject { ["url"] = url });

    /// <summary>Waits until an expression is true.</summary>
    public async Task UntilAsync(string expression)
    {
        while ((bool?)await EvaluateAsync(expression) != true)
            await Task.Delay(50, _ended.Token);
    }

    /// <summary>Evaluates an expression, waits for its promise, and returns its value.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var answer = await SendAsync(
            "Runtime.evaluate",
            new JsonObject
            {
                ["expression"] = expression,
                ["returnByValue"] = true,
                ["awaitPromise"] = true,
            }
        );
        return answer?["exceptionDetails"] is { } wrong
            ? throw new InvalidOperationException(wrong.ToJsonString())
            : answer?["result"]?["value"]?.DeepClone();
    }

    /// <summary>Sends a command and waits for its answer.</summary>
    public async Task<JsonNode?> SendAsync(string method, JsonObject? parameters = null)
    {
        var number = Interlocked.Increment(ref _number);
        var answer = _asked[number] = new TaskCompletionSource<JsonNode?>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        var text = JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject
            {
                ["id"] = number,
                ["method"] = method,
                ["params"] = parameters ?? [],
            }
        );
        await _socket.SendAsync(text, WebSocketMessageType.Text, true, _ended.Token);
        return await answer.Task.WaitAsync(_ended.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _ended.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private async Task ConnectAsync()
    {
        string? line;
        do line =
            await _process.StandardError.ReadLineAsync(_ended.Token)
            ?? throw new InvalidOperationException("chromium ended");
        while (!line.StartsWith("DevTools listening on ", StringComparison.Ordinal));
        var port = new Uri(line.Split(' ')[^1]).Port;
        _ = _process.StandardError.ReadToEndAsync(_ended.Token);
        using var http = new HttpClient();
        using var reply = await http.PutAsync(
            new Uri($"http://127.0.0.1:{port}/json/new?about:blank"),
            null,
            _ended.Token
        );
        var page = JsonNode.Parse(await reply.Content.ReadAsStringAsync(_ended.Token))!;
        await _socket.ConnectAsync(new Uri((string)page["webSocketDebuggerUrl"]!), _ended.Token);
        _ = ReceiveAsync();
        foreach (var domain in (string[])["Page", "Network", "Runtime", "Log"])
            await SendAsync($"{domain}.enable");
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), _ended.Token);
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                    continue;
                Take(JsonNode.Parse(message.ToArray())!);
                message.SetLength(0);
            }
        }
        catch (Exception over)
            when (over is OperationCanceledException or WebSocketException or ObjectDisposedException or JsonException)
        {
            foreach (var waiting in _asked.Values)
                waiting.TrySetCanceled();
        }
    }

    private void Take(JsonNode message)
    {
        if ((int?)message["id"] is { } id)
        {
            if (_asked.TryRemove(id, out var waiting))
                waiting.TrySetResult(message["result"]);
            return;
        }

        var about = message["params"];
        switch ((string?)message["method"])
        {
            case "Network.requestWillBeSent":
                Requests.Enqueue((string)about!["request"]!["url"]!);
                break;
            case "Runtime.exceptionThrown" or "Log.entryAdded":
                Complaints.Enqueue(about!.ToJsonString());
                break;
            case "Runtime.consoleAPICalled" when (string?)about!["type"] is "error" or "warning":
                Complaints.Enqueue(about.ToJsonString());
                break;
        }
    }
}
