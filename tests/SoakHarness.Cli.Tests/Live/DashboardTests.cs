using System.Net;
using System.Net.NetworkInformation;
using System.Text.Json.Nodes;
using SoakHarness.Cli.Live;
using SoakHarness.Model.Recordings;
using SoakHarness.Recordings;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Tests.Live;

public sealed class DashboardTests : IDisposable
{
    private const string Nasty = "<script>alert(1)</script>";
    private static readonly Source Target = new(SourceRole.Target, "host", "app", 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-dashboard").FullName;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Values_and_charts_change_while_the_run_goes_on()
    {
        await using var store = Store();
        await using var dashboard = Begin(Progress(1));
        await using var stream = await EventStream.OpenAsync(_http, dashboard.Address);
        var first = await stream.UntilAsync(state => state["charts"]!["charts"]!.AsArray().Count == 0);

        store.Write(new Checkpoint(Target, 2) { Outcome = CheckpointOutcome.Completed, LiveBytes = 5_000_000 });
        store.Write(new Reading(Target, 2, "heap", 7_000_000));
        store.Write(
            new LoadWindow(Target, 2)
            {
                Seconds = 1,
                Scenario = "shop",
                Step = "",
                Asked = 50,
                Completed = 50,
                Latency = new([2000], [50], 1e5, 2000),
            }
        );
        dashboard.Feed.Progress(Progress(9) with { Phase = "drain" });
        var then = await stream.UntilAsync(state => state["charts"]!["charts"]!.AsArray().Count == 3);

        Text(first, "live-0").Should().Be("00:01");
        Text(then, "live-0").Should().Be("00:09");
        Text(then, "live-phase").Should().Be("Running: drain");
        then["charts"]!["charts"]!
            .AsArray()
            .Select(c => (string)c!["id"]!)
            .Should()
            .Equal("chart-floor", "chart-rate", "chart-latency");
        then["charts"]!["charts"]![0]!["data"]!.ToJsonString().Should().Contain("5000000").And.Contain("7000000");
    }

    [Fact]
    public async Task Who_comes_back_gets_a_whole_state_at_once()
    {
        await using var dashboard = Begin(Progress(1));
        await using (var asleep = await EventStream.OpenAsync(_http, dashboard.Address))
            await asleep.NextAsync();
        dashboard.Feed.Progress(Progress(77));

        await using var back = await EventStream.OpenAsync(_http, dashboard.Address);
        var state = await back.UntilAsync(s => Text(s, "live-0") == "01:17");

        ((string)state["body"]!).Should().Contain("live-phase");
        state["charts"].Should().NotBeNull();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/events")]
    [InlineData("/00000000000000000000000000000000/")]
    [InlineData("/00000000000000000000000000000000/events")]
    public async Task Without_the_token_there_is_nothing(string path)
    {
        await using var dashboard = Begin(Progress(1));

        using var reply = await _http.GetAsync(new Uri(dashboard.Address, path));

        reply.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await reply.Content.ReadAsStringAsync()).Should().NotContain(dashboard.Address.AbsolutePath.Trim('/'));
    }

    [Fact]
    public async Task It_listens_on_the_loopback_interface_alone_and_every_time_at_another_address()
    {
        await using var dashboard = Begin(Progress(1));
        await using var other = Begin(Progress(1));

        IPGlobalProperties
            .GetIPGlobalProperties()
            .GetActiveTcpListeners()
            .Where(l => l.Port == dashboard.Address.Port)
            .Should()
            .ContainSingle()
            .Which.Address.Should()
            .Be(IPAddress.Loopback);
        other.Address.AbsolutePath.Should().NotBe(dashboard.Address.AbsolutePath);
    }

    [Fact]
    public async Task The_page_forbids_what_is_not_embedded_and_texts_cannot_become_markup()
    {
        await using var store = Store();
        await using var dashboard = Begin(Progress(1) with { Scenario = Nasty, Phase = Nasty });
        store.Write(new RunEvent(Target, 1, RunEventKind.Problem, Nasty));
        store.Write(new RunEvent(Target, 1, RunEventKind.Phase, Nasty));

        using var page = await _http.GetAsync(dashboard.Address);
        await using var stream = await EventStream.OpenAsync(_http, dashboard.Address);
        var state = await stream.UntilAsync(s =>
            ((string)s["body"]!).Contains("What happened", StringComparison.Ordinal)
        );

        page.Headers.GetValues("Content-Security-Policy")
            .Single()
            .Should()
            .Contain("default-src 'none'")
            .And.NotContain("unsafe");
        ((string)state["body"]!).Should().NotContain("<script").And.Contain("&lt;script&gt;");
    }

    [Fact]
    public async Task When_the_run_is_over_open_pages_get_its_report_and_the_stream_ends()
    {
        await using var dashboard = Begin(Progress(1));
        await using var stream = await EventStream.OpenAsync(_http, dashboard.Address);
        await stream.NextAsync();

        await dashboard.FinishAsync("<html>\n<p>over</p></html>");

        JsonNode.Parse(await stream.ReportAsync())!.GetValue<string>().Should().Be("<html>\n<p>over</p></html>");
    }

    private static string Text(JsonNode state, string id) => (string)state["texts"]![id]!;

    private RecordingStore Store() => RecordingStore.Open(Path.Combine(_folder, RunFolder.RecordingName));

    private RunProgress Progress(int seconds) =>
        new()
        {
            Scenario = "shop",
            Folder = _folder,
            Phase = "inject",
            Elapsed = TimeSpan.FromSeconds(seconds),
        };

    private static Dashboard Begin(RunProgress progress)
    {
        var dashboard = new Dashboard();
        dashboard.Feed.Begin(["live-heap", "handles"]);
        dashboard.Feed.Progress(progress);
        return dashboard;
    }
}
