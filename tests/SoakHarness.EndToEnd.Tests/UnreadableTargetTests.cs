using System.Diagnostics;
using System.Globalization;
using SoakHarness.Model.Recordings;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>
/// Targets that can only be watched in part, or not at all: what is missing is said, and what is left is recorded.
/// </summary>
[Collection(Measuring.Name)]
public sealed class UnreadableTargetTests : IDisposable
{
    // nobody
    private const string OtherUser = "65534";

    private readonly string folder = Directory.CreateTempSubdirectory("soak-unreadable").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_target_without_diagnostics_is_not_called_clean()
    {
        var run = await SoakCli.RunAsync(
            folder,
            "run",
            Write(
                $"[dotnet, {LoadedZoo.Program}]",
                "DOTNET_EnableDiagnostics: \"0\"",
                "{ path: /health, within: 60s }"
            ),
            "--out",
            folder
        );

        run.ExitCode.Should().BeOneOf([4, 5], run.Text);
        run.Error.Should().Contain("DOTNET_EnableDiagnostics=0");
        Readings("rss").Should().BePositive();
        Readings("heap").Should().Be(0);
    }

    [Fact]
    public async Task A_target_that_exits_at_its_start_ends_the_run_at_once_with_its_output()
    {
        var run = await SoakCli.RunAsync(
            folder,
            "run",
            Write("[sh, -c, 'echo cannot find the database; exit 7']", "A: b", "{ path: /health, within: 5m }"),
            "--out",
            folder
        );

        run.ExitCode.Should().Be(3, run.Text);
        run.Text.Should().Contain("exited with code 7").And.Contain("cannot find the database");
    }

    [Fact]
    public async Task A_collector_of_another_user_says_what_it_cannot_read_and_records_the_rest()
    {
        // As root the collector gives its rights up; anybody else is another user than the first process's already.
        var isRoot = Environment.UserName == "root";
        await using var zoo = await LoadedZoo.StartAsync();
        var pid = isRoot ? zoo.Pid : 1;
        var program = isRoot ? Publish() : AppContext.BaseDirectory;
        string[] command =
        [
            "dotnet",
            Path.Combine(program, "soak.dll"),
            "collect",
            "--pid",
            pid.ToString(CultureInfo.InvariantCulture),
            "--during",
            "6s",
            "--out",
            Path.Combine(folder, "out"),
        ];
        string[] asOther = isRoot
            ? ["setpriv", $"--reuid={OtherUser}", $"--regid={OtherUser}", "--clear-groups", .. command]
            : command;

        var start = new ProcessStartInfo(asOther[0], asOther[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var collect = Process.Start(start)!;
        var errors = collect.StandardError.ReadToEndAsync();
        _ = collect.StandardOutput.ReadToEndAsync();
        await collect.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(90));

        collect.ExitCode.Should().Be(0, await errors);
        Readings("rss").Should().BePositive("the memory of every process can be read");
        Readings("heap").Should().Be(0);
        Recorded
            .Of(folder)!
            .Events.Should()
            .Contain(e =>
                e.Kind == RunEventKind.Problem && e.Text.Contains("as its user or as root", StringComparison.Ordinal)
            );
    }

    [Fact]
    public async Task A_target_that_runs_as_another_user_is_watched_whole_by_root()
    {
        var isRoot = Environment.UserName == "root";
        var zoo = isRoot ? CopyOf(Path.GetDirectoryName(LoadedZoo.Program)!, "zoo") : "";
        var prefix = isRoot ? $"setpriv, --reuid={OtherUser}, --regid={OtherUser}, --clear-groups, " : "";
        var program = isRoot ? Path.Combine(zoo, "LeakZoo.dll") : LoadedZoo.Program;

        var run = await SoakCli.RunAsync(
            folder,
            "run",
            Write($"[{prefix}dotnet, {program}]", "A: b", "{ path: /health, within: 60s }"),
            "--out",
            folder
        );

        run.ExitCode.Should().BeOneOf([0, 4, 5], run.Text);
        Readings("handles").Should().BePositive();
        Readings("heap").Should().BePositive();
    }

    private int Readings(string metric) =>
        Recorded
            .Of(folder)!
            .Series.Where(s => s.Metric == metric && s.Source.Role == SourceRole.Target)
            .Sum(s => s.Times.Length);

    /// <summary>A copy of the program where every user may read it, and a folder where every user may write.</summary>
    private string Publish()
    {
        Open("a+rwx", Directory.CreateDirectory(Path.Combine(folder, "out")).FullName);
        return CopyOf(AppContext.BaseDirectory, "soak");
    }

    private string CopyOf(string from, string name)
    {
        Open("a+rx", folder);
        var to = Path.Combine(folder, name);
        using var copy = Process.Start("cp", ["-rL", "--no-preserve=ownership", from, to]);
        copy.WaitForExit();
        Open("a+rX", to);
        return to;
    }

    private static void Open(string mode, string path)
    {
        using var open = Process.Start("chmod", ["-R", mode, path]);
        open.WaitForExit();
    }

    private string Write(string command, string variable, string ready)
    {
        var path = Path.Combine(folder, "unreadable.yaml");
        File.WriteAllText(
            path,
            $$"""
            name: unreadable
            target:
              command: {{command}}
              url: http://127.0.0.1:0
              ready: {{ready}}
              env: { {{variable}} }
            load:
              simulations: [ { inject: { rate: 20/s, during: 4s } } ]
              requests: [ { path: /health } ]
            watch: { heap-snapshots: 0, drain: 0s }
            """
        );
        return path;
    }
}
