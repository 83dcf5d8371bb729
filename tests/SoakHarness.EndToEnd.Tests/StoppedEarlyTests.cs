using System.Text.Json.Nodes;
using SoakHarness.Model.Recordings;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>
/// <c>verdict.stop-early</c>: two minutes are asked for, and the heap of the leaky cart doubles within seconds.
/// </summary>
[Collection(Measuring.Name)]
public sealed class StoppedEarlyTests : IDisposable
{
    private const double Asked = 120;

    private readonly string folder = Directory.CreateTempSubdirectory("soak-early").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_certain_leak_ends_the_load_fails_the_run_and_every_report_says_that_it_was_stopped()
    {
        var run = await SoakCli.RunAsync(folder, "run", Scenario(), "--out", folder);

        run.ExitCode.Should().Be(1, run.Text);
        run.Output.Should().Contain("Stopped early at");
        var recording = Recorded.Of(folder)!;
        var stopped = recording.Events.Should().ContainSingle(e => e.Kind == RunEventKind.StoppedEarly).Subject;
        recording.Load.Max(w => w.Time).Should().BeLessThan(Asked, "the load ended with it");
        recording.Checkpoints.Count(c => c.Time < stopped.Time).Should().BeGreaterThanOrEqualTo(12);
        var report = JsonNode.Parse(File.ReadAllText(Find("report.json")))!;
        ((string?)report["verdict"]).Should().Be("leak");
        ((string?)report["outcome_reason"]).Should().Contain(stopped.Text);
        File.ReadAllText(Find("report.html")).Should().Contain("Stopped early at");
    }

    private string Find(string name) =>
        Directory.GetFiles(folder, name, SearchOption.AllDirectories).Should().ContainSingle().Subject;

    private string Scenario()
    {
        var path = Path.Combine(folder, "stopped-early.yaml");
        File.WriteAllText(
            path,
            $$"""
            name: stopped-early
            target:
              command: [dotnet, {{LoadedZoo.Program}}]
              url: http://127.0.0.1:0
              ready: { path: /health, within: 60s }
            load:
              warm-up: 2s
              simulations: [ { inject: { rate: 50/s, during: {{Asked}}s } } ]
              requests: [ { method: POST, path: "/cart?kb=16" } ]
            watch: { checkpoint: { every: 1s } }
            verdict: { stop-early: true }
            """
        );
        return path;
    }
}
