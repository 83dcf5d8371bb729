using System.Diagnostics;
using System.Text.Json.Nodes;
using SoakHarness.Model.Recordings;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>What a run makes of it when one of its processes is killed in the middle of the load.</summary>
[Collection(Measuring.Name)]
public sealed class KilledProcessTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private readonly string folder = Directory.CreateTempSubdirectory("soak-killed").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_sidecar_that_is_killed_is_started_again_and_the_verdict_is_still_right()
    {
        var (exitCode, text) = await RunAndKillAsync(SourceRole.Sidecar);

        exitCode.Should().Be(1, text);
        ((string?)Report()["verdict"]).Should().Be("leak");
        var recording = Recorded.Of(folder)!;
        var restart = recording
            .Events.Should()
            .ContainSingle(e => e.Text.Contains("The sidecar ended unexpectedly", StringComparison.Ordinal))
            .Subject;
        Pids(recording, SourceRole.Sidecar).Should().HaveCount(2, "it is started again once");
        Pids(recording, SourceRole.Target).Should().ContainSingle("the target was never restarted");
        recording.Checkpoints.Should().Contain(c => c.Time < restart.Time).And.Contain(c => c.Time > restart.Time);
    }

    [Fact]
    public async Task A_target_that_is_killed_ends_the_run_and_what_was_recorded_is_judged()
    {
        var (exitCode, text) = await RunAndKillAsync(SourceRole.Target);

        exitCode.Should().Be(3, text);
        text.Should().Contain("SIGKILL");
        ((string?)Report()["verdict"]).Should().BeOneOf("leak", "inconclusive");
        Report()["metrics"]!.AsArray().Should().Contain(m => (string?)m!["name"] == "live-heap");
    }

    /// <summary>Runs the leaky cart and kills one process after four floors.</summary>
    private async Task<(int ExitCode, string Text)> RunAndKillAsync(SourceRole role)
    {
        var scenario = Repository.PathOf("scenarios", "static-cache-leak.yaml");
        using var soak = SoakCli.Start(folder, "run", scenario, "--duration", "40s", "--out", folder);
        var output = soak.StandardOutput.ReadToEndAsync();
        var errors = soak.StandardError.ReadToEndAsync();
        await SoakCli.EventuallyAsync(() => Recorded.Of(folder)?.Checkpoints.Count >= 4, "four floors", Deadline);

        using (var victim = Process.GetProcessById(Pids(Recorded.Of(folder)!, role).Single()))
            victim.Kill();

        await soak.WaitForExitAsync().WaitAsync(Deadline);
        return (soak.ExitCode, await output + await errors);
    }

    private static int[] Pids(Recording recording, SourceRole role) =>
        [.. recording.Series.Where(s => s.Source.Role == role).Select(s => s.Source.Pid).Distinct()];

    private JsonObject Report() =>
        JsonNode
            .Parse(File.ReadAllText(Directory.GetFiles(folder, "report.json", SearchOption.AllDirectories).Single()))!
            .AsObject();
}
