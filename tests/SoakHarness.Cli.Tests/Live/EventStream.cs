using System.Text.Json.Nodes;

namespace SoakHarness.Cli.Tests.Live;

/// <summary>What a browser reads from the dashboard's stream of events.</summary>
internal sealed class EventStream(StreamReader reader) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<EventStream> OpenAsync(HttpClient http, Uri address) =>
        new(new StreamReader(await http.GetStreamAsync(new Uri(address, "events"))));

    /// <summary>The next state.</summary>
    public async Task<JsonNode> NextAsync()
    {
        while (true)
        {
            if (await LineAsync() is var line && line.StartsWith("data: {", StringComparison.Ordinal))
                return JsonNode.Parse(line[6..])!;
        }
    }

    /// <summary>The first state for which something holds.</summary>
    public async Task<JsonNode> UntilAsync(Func<JsonNode, bool> holds)
    {
        while (true)
        {
            if (await NextAsync() is var state && holds(state))
                return state;
        }
    }

    /// <summary>The data of the report; the stream ends after it.</summary>
    public async Task<string> ReportAsync()
    {
        while (await LineAsync() != "event: report")
        {
            // States that came before it.
        }

        var data = (await LineAsync())[6..];
        await LineAsync();
        (await reader.ReadLineAsync().WaitAsync(Patience)).Should().BeNull();
        return data;
    }

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> LineAsync() =>
        await reader.ReadLineAsync().WaitAsync(Patience) ?? throw new EndOfStreamException();
}
