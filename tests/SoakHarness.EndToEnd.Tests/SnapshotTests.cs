using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>What holds the memory of a process, of one that runs and of one that left a dump.</summary>
[Collection(Measuring.Name)]
public sealed class SnapshotTests : IDisposable
{
    private const string Holder = "static LeakZoo.Families.References.s_orders in LeakZoo.dll";
    private readonly string folder = Directory.CreateTempSubdirectory("soak-snapshot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_running_process_shows_what_holds_its_memory_and_the_paths_to_it()
    {
        await using var zoo = await LoadedAsync();

        var taken = await SoakCli.RunAsync(folder, "snapshot", "--pid", Number(zoo.Pid));

        taken.ExitCode.Should().Be(0, taken.Text);
        taken.Output.Should().Contain("LeakZoo.Families.Order\n").And.Contain($"held by {Holder}");
        ProcessTree.IsAlive(zoo.Pid).Should().BeTrue();
        await PathsLeadToTheHolderAsync(Path.Combine("snapshots", $"pid-{Number(zoo.Pid)}.heap"));
    }

    [Fact]
    public async Task A_process_that_is_stopped_for_it_shows_the_same_and_serves_on()
    {
        await using var zoo = await LoadedAsync();
        string[] snapshot = ["snapshot", "--pid", Number(zoo.Pid), "--format", "json"];

        var first = await SoakCli.RunAsync(folder, [.. snapshot, "--stop", "--out", "first"]);
        await Task.Delay(TimeSpan.FromSeconds(2));
        var second = await SoakCli.RunAsync(folder, [.. snapshot, "--stop", "--out", "second"]);
        var byEvents = await SoakCli.RunAsync(folder, [.. snapshot, "--out", "events"]);

        first.ExitCode.Should().Be(0, first.Text);
        first.Error.Should().StartWith("read from the memory of the process, which was stopped for it");
        File(first).Should().StartWith("first");
        await PathsLeadToTheHolderAsync(File(first));
        var grown = await SoakCli.RunAsync(folder, "heap", "diff", File(first), File(second));
        grown.ExitCode.Should().Be(0, grown.Text);
        grown.Output.Should().Contain("LeakZoo.Families.Order").And.Contain(Holder);
        var refused = await SoakCli.RunAsync(folder, "heap", "diff", File(first), File(byEvents));
        refused.ExitCode.Should().Be(2, refused.Text);
        refused.Error.Should().Contain("Compare like with like");

        static string File(SoakOutput taken) => (string)JsonNode.Parse(taken.Output)!["file"]!;
    }

    [Fact]
    public async Task A_dump_that_a_process_left_tells_the_same_after_its_end()
    {
        var dump = Path.Combine(folder, "zoo.dmp");
        await using (var zoo = await LoadedAsync())
            await DumpAsync(zoo.Pid, dump);

        var read = await SoakCli.RunAsync(folder, "heap", "import", "zoo.dmp", "--format", "json");

        read.ExitCode.Should().Be(0, read.Text);
        var answer = JsonNode.Parse(read.Output)!;
        answer["types"]!
            .AsArray()
            .Should()
            .Contain(type => (string?)type!["type"] == "LeakZoo.Families.Order" && (string?)type["holder"] == Holder);
        ((long)answer["objects"]!).Should().BePositive();
        File.Exists(dump).Should().BeTrue("it is the user's");
        await PathsLeadToTheHolderAsync((string)answer["file"]!);
    }

    [Fact]
    public async Task What_is_no_dump_of_a_dotnet_process_is_refused_with_the_reason()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "text.dmp"), "no dump");

        var read = await SoakCli.RunAsync(folder, "heap", "import", "text.dmp");

        read.ExitCode.Should().Be(2, read.Text);
        read.Error.Should().StartWith("text.dmp cannot be read as a dump of a .NET process: ");
        Directory.Exists(Path.Combine(folder, "snapshots")).Should().BeFalse();
    }

    private static async Task<LoadedZoo> LoadedAsync()
    {
        var zoo = await LoadedZoo.StartAsync();
        zoo.Load("leak/static-dictionary?kb=10");
        await Task.Delay(TimeSpan.FromSeconds(2));
        return zoo;
    }

    private async Task PathsLeadToTheHolderAsync(string file)
    {
        var paths = await SoakCli.RunAsync(folder, "heap", "path", "--type", "LeakZoo.Families.Order", file);
        paths.ExitCode.Should().Be(0, paths.Text);
        paths.Output.Should().Contain(Holder);
    }

    /// <summary>As an operator would: with the runtime's own tool.</summary>
    private static async Task DumpAsync(int pid, string file)
    {
        var tool = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "createdump");
        using var dumping = Process.Start(
            new ProcessStartInfo(tool, ["--withheap", "-f", file, Number(pid)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var said = dumping.StandardOutput.ReadToEndAsync();
        var errors = await dumping.StandardError.ReadToEndAsync();
        await dumping.WaitForExitAsync();
        dumping.ExitCode.Should().Be(0, await said + errors);
    }

    private static string Number(int id) => id.ToString(CultureInfo.InvariantCulture);
}
