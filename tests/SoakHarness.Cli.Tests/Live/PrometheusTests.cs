using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SoakHarness.Cli.Live;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Tests.Live;

public sealed class PrometheusTests
{
    private static readonly RunProgress Progress = new()
    {
        Scenario = "a \"b\"",
        Elapsed = TimeSpan.FromSeconds(90),
        AskedRate = 100,
        DeliveredRate = 99.5,
        Errors = 3,
        P99Ms = 12.5,
        FloorBytes = 5_000_000,
        Checkpoints = 7,
    };

    [Fact]
    public void What_is_known_is_shown_in_base_units_and_what_is_not_is_left_out()
    {
        var text = PrometheusText.Render(Progress);

        text.Should()
            .Contain("\nsoak_latency_p99_seconds{scenario=\"a \\\"b\\\"\"} 0.0125\n")
            .And.Contain("} 5000000\n");
        text.Should().NotContain("soak_remaining_seconds{").And.NotContain("soak_floor_growth_bytes_per_hour{");
    }

    [Fact]
    public async Task The_endpoint_shows_the_last_progress_and_nothing_else()
    {
        var port = FreePort.Next();
        await using var endpoint = new PrometheusEndpoint(port);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        endpoint.Progress(Progress);
        endpoint.Progress(Progress with { Errors = 4 });

        (await http.GetStringAsync("/metrics")).Should().Contain("soak_errors_total{scenario=\"a \\\"b\\\"\"} 4\n");
        (await http.GetAsync("/")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public void The_grafana_dashboard_asks_for_metrics_that_exist_and_the_readme_names_all()
    {
        var root = Root();
        var dashboard = JsonNode.Parse(
            File.ReadAllText(Path.Combine(root, "src", "SoakHarness.Cli", "Live", "grafana-dashboard.json"))
        )!;
        var names = LiveMetrics.All.Select(m => m.Name).ToArray();
        string[] fields = ["expr", "query", "definition"];
        var texts = Everything(dashboard)
            .Where(f => fields.Contains(f.Key) && f.Value is JsonValue)
            .Select(f => (string)f.Value!)
            .ToArray();
        var asked = texts
            .SelectMany(text => Regex.Matches(text, "soak_[a-z0-9_]+").Select(m => m.Value))
            .Distinct()
            .ToArray();

        texts.Should().OnlyContain(text => text.Contains("soak_"));
        dashboard["panels"]!
            .AsArray()
            .SelectMany(p => p!["targets"]!.AsArray())
            .Should()
            .OnlyContain(t => ((string)t!["expr"]!).Contains("scenario=~\"$scenario\""));
        asked.Should().HaveCountGreaterThan(5).And.BeSubsetOf(names);
        File.ReadAllText(Path.Combine(root, "README.md")).Should().ContainAll(names);
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Everything(JsonNode? node) =>
        node switch
        {
            JsonObject fields => fields.SelectMany(f => Everything(f.Value).Prepend(f)),
            JsonArray items => items.SelectMany(Everything),
            _ => [],
        };

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SoakHarness.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
