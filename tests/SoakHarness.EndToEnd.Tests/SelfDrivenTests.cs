using System.Text.Json.Nodes;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>A target that drives itself: its operations are counted, and growth is told by operation.</summary>
[Collection(Measuring.Name)]
public sealed class SelfDrivenTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("soak-worker").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_leaky_worker_is_found_with_its_rate_by_job_and_what_it_keeps()
    {
        var run = await SoakCli.RunAsync(
            folder,
            "run",
            Repository.PathOf("scenarios", "worker-loop-leak.yaml"),
            "--duration",
            "30s",
            "--out",
            folder
        );

        run.ExitCode.Should().Be(1, run.Text);
        run.Text.Should().Contain("per operation").And.NotContainAny("per request", "/request");
        var report = JsonNode.Parse(
            File.ReadAllText(Directory.GetFiles(folder, "report.json", SearchOption.AllDirectories).Single())
        )!;
        var floor = report["metrics"]!.AsArray().Single(m => (string?)m!["name"] == "live-heap")!;
        // A receipt of 1,024 bytes with its header, the object that holds it, and its place in a queue that doubles.
        ((double)floor["slope_per_request"]!)
            .Should()
            .BeInRange(1024, 1024 * 1.15);
        ((string?)report["suspects"]!.AsArray()[0]!["type"]).Should().Contain("Receipt");
    }
}
