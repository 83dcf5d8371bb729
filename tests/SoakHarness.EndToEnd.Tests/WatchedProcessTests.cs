using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using SoakHarness.Model.Recordings;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>
/// Which process of a target is judged: started suspended, a child of what was started, restarted under a new id.
/// </summary>
[Collection(Measuring.Name)]
public sealed class WatchedProcessTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("soak-watched").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_child_of_dotnet_run_is_judged_and_nothing_from_its_start_is_missed()
    {
        var run = await SoakCli.RunAsync(
            folder,
            "run",
            Scenario("during: 4s", "watch-process: LeakZoo", "start-suspended: true"),
            "--out",
            folder
        );

        run.ExitCode.Should().BeOneOf([0, 4, 5], run.Text);
        var recording = Recorded.Of(folder)!;
        // With so small a generation 0 the start of an ASP.NET app alone takes several collections.
        recording
            .Collections.Should()
            .Contain(c => c.Number == 1 && !c.IsInduced, "the session was there before the first one");
        recording.Collections.Should().Contain(c => c.IsInduced);
    }

    [Fact]
    public async Task A_child_that_inherits_the_port_of_a_suspended_parent_does_not_hang()
    {
        var run = await SoakCli.RunAsync(
            folder,
            "run",
            Scenario("during: 4s", "watch-process: dotnet", "start-suspended: true"),
            "--out",
            folder
        );

        // It was ready, so that the child served although only its parent was asked for.
        run.ExitCode.Should().BeOneOf([0, 4, 5], run.Text);
        Recorded.Of(folder)!.Load.Sum(w => w.Completed).Should().BePositive();
    }

    [Fact]
    public async Task A_target_that_its_supervisor_restarts_is_found_again_and_each_process_is_judged_by_itself()
    {
        var keeper = Path.Combine(folder, "keeper.sh");
        await File.WriteAllTextAsync(keeper, "while :; do dotnet \"$1\"; done\n");
        var scenario = Write(
            $"[sh, {keeper}, {LoadedZoo.Program}]",
            "during: 14s",
            "watch-process: LeakZoo",
            "start-suspended: true",
            "follow-restarts: true"
        );
        using var soak = SoakCli.Start(folder, "run", scenario, "--out", folder);
        var output = soak.StandardOutput.ReadToEndAsync();
        _ = soak.StandardError.ReadToEndAsync();
        await SoakCli.EventuallyAsync(() => Recorded.Of(folder)?.Load.Count > 0, "load");

        Process
            .GetProcessById(
                Recorded.Of(folder)!.Checkpoints.Select(c => c.Source.Pid).Append(Watched().Single()).First()
            )
            .Kill();

        await soak.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(90));
        var text = await output;
        soak.ExitCode.Should().BeOneOf([0, 1, 4, 5], text);
        Watched().Should().HaveCount(2, text);
        Recorded
            .Of(folder)!
            .Events.Should()
            .Contain(e =>
                e.Kind == RunEventKind.Restart && e.Text.Contains("was found again", StringComparison.Ordinal)
            );
        Recorded
            .Of(folder)!
            .Checkpoints.Where(c => c.LiveBytes > 0)
            .Select(c => c.Source.Pid)
            .Should()
            .Contain(Watched()[1]);
        var report = JsonNode.Parse(
            await File.ReadAllTextAsync(Directory.GetFiles(folder, "report.json", SearchOption.AllDirectories).Single())
        )!;
        ((string?)report["reason"]).Should().Contain("each process is judged by itself");
    }

    [Theory]
    [InlineData("start-suspended: true", "waited on the diagnostic port (target.start-suspended)")]
    [InlineData("watch-process: Shop", "none of its processes is named Shop (target.watch-process)")]
    public async Task A_process_that_is_not_there_ends_the_run_with_the_cure(string key, string words)
    {
        var run = await SoakCli.RunAsync(
            folder,
            "run",
            Write("[sh, -c, 'echo cannot find the database; sleep 1']", "during: 4s", key),
            "--out",
            folder
        );

        run.ExitCode.Should().Be(3, run.Text);
        run.Text.Should().Contain(words).And.Contain("cannot find the database");
    }

    [Fact]
    public async Task A_script_is_not_judged_in_place_of_the_service_that_it_starts()
    {
        var run = await SoakCli.RunAsync(
            folder,
            "run",
            Write($"[sh, -c, 'dotnet {LoadedZoo.Program}; true']", "during: 4s"),
            "--out",
            folder
        );

        run.ExitCode.Should().Be(3, run.Text);
        run.Text.Should().Contain("LeakZoo.dll").And.Contain("target.watch-process: LeakZoo");
    }

    private int[] Watched() =>
        [
            .. Recorded
                .Of(folder)!
                .Series.Where(s => s.Source.Role == SourceRole.Target)
                .OrderBy(s => s.Times[0])
                .Select(s => s.Source.Pid)
                .Distinct(),
        ];

    private string Scenario(string during, params string[] keys)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return Write(
            $"[dotnet, run, --project, {Repository.PathOf("scenarios", "targets", "LeakZoo")}, -c, {configuration}, --no-build]",
            during,
            keys
        );
    }

    private string Write(string command, string during, params string[] keys)
    {
        var path = Path.Combine(folder, "watched.yaml");
        File.WriteAllText(
            path,
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                name: watched
                target:
                  command: {{command}}
                  url: http://127.0.0.1:0
                  ready: { path: /health, within: 60s }
                  env: { DOTNET_GCgen0size: "40000" }
                  {{string.Join("\n  ", keys)}}
                load:
                  simulations: [ { inject: { rate: 20/s, {{during}} } } ]
                  requests: [ { path: /health } ]
                watch: { heap-snapshots: 0, drain: 0s }
                """
            )
        );
        return path;
    }
}
