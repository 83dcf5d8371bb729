using System.Text.Json.Nodes;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>
/// A leak of 1.6 MB a second in a heap that may have 32 MiB: it is full after two thirds of the run. From then on every
/// request fails and nothing grows, and the target may die of it.
/// </summary>
[Collection(Measuring.Name)]
public sealed class UsedUpTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("soak-used-up").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_leak_that_has_filled_the_heap_is_a_leak_and_the_report_says_since_when_it_is_full()
    {
        var run = await SoakCli.RunAsync(folder, "run", Scenario(), "--out", folder);

        run.ExitCode.Should().Be(1, run.Text);
        var report = JsonNode.Parse(File.ReadAllText(Find("report.json")))!;
        ((string?)report["outcome_reason"])
            .Should()
            .MatchRegex(
                @"out of memory since \d+ s, at 33\.6 MB \(the limit of the heap: DOTNET_GCHeapHardLimit=2000000\)"
            );
        var heap = report["metrics"]!.AsArray().Single(m => (string?)m!["name"] == "live-heap")!;
        ((double?)heap["limit"]).Should().Be(0x2000000);
        ((double?)heap["slope_per_request"]).Should().BeInRange(40_000, 44_000);
        File.ReadAllText(Find("report.html")).Should().Contain("out of memory since");
    }

    private string Find(string name) =>
        Directory.GetFiles(folder, name, SearchOption.AllDirectories).Should().ContainSingle().Subject;

    private string Scenario()
    {
        var path = Path.Combine(folder, "used-up.yaml");
        File.WriteAllText(
            path,
            $$"""
            name: used-up
            target:
              command: [dotnet, {{LoadedZoo.Program}}]
              env: { DOTNET_GCHeapHardLimit: "2000000" }
              url: http://127.0.0.1:0
              ready: { path: /health, within: 60s }
            load:
              warm-up: 2s
              simulations: [ { inject: { rate: 40/s, during: 30s } } ]
              requests: [ { method: POST, path: "/leak/static-dictionary?kb=40" } ]
            watch: { checkpoint: { every: 1s }, heap-snapshots: 0, drain: 0s }
            """
        );
        return path;
    }
}
