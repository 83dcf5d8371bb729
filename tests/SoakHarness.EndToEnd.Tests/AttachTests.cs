using System.Globalization;
using System.Text.Json.Nodes;

namespace SoakHarness.EndToEnd.Tests;

/// <summary><c>soak attach</c> to a process that something else started and loads.</summary>
[Collection(Measuring.Name)]
public sealed class AttachTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("soak-attach").FullName;

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
    }

    [ContainedFact]
    public async Task A_process_in_a_container_is_judged_and_its_leak_named_to_the_line()
    {
        await using var zoo = await LoadedZoo.StartContainedAsync();
        zoo.Load("leak/static-dictionary?kb=10");
        var pid = zoo.ChildPid.ToString(CultureInfo.InvariantCulture);

        var run = await SoakCli.RunAsync(
            folder,
            ["attach", "--pid", pid, .. "--during 25s --memory-limit 1GiB --format json --out .".Split(' ')]
        );

        run.ExitCode.Should().Be(1, run.Text);
        var report = JsonNode.Parse(run.Output)!;
        ((string?)report["verdict"]).Should().Be("leak");
        var suspect = report["suspects"]![0]!;
        ((string?)suspect["holder"]).Should().Be("static LeakZoo.Families.References.s_orders in LeakZoo.dll");
        suspect["allocation_site"]!.ToJsonString().Should().MatchRegex(@"References\.cs:\d+");
        run.Output.Should().Contain("out of memory", "a budget is given");
        Recorded.Of(folder)!.Checkpoints.Should().NotContain(c => c.IsDrained, "the other harness's load goes on");
        ProcessTree.IsAlive(zoo.ChildPid).Should().BeTrue("it is watched, never stopped");

        var dumped = await SoakCli.RunAsync(folder, "snapshot", "--dump", "--pid", pid);

        dumped.ExitCode.Should().Be(0, dumped.Text);
        dumped.Output.Should().Contain("held by static LeakZoo.Families.References.s_orders in LeakZoo.dll");
        Directory.GetFiles($"/proc/{pid}/root/tmp", "*.dmp").Should().BeEmpty("the dump is only a means");
    }

    [Theory]
    [InlineData("--pid 4194304", 3, "There is no process 4194304")]
    [InlineData("--process-name Shop --pid 1", 2, "one of --pid and --process-name")]
    [InlineData("--pid 1 --min-growth much", 2, "--min-growth much")]
    public async Task What_cannot_be_attached_to_is_refused_with_the_cure(string arguments, int exitCode, string words)
    {
        var run = await SoakCli.RunAsync(folder, ["attach", .. arguments.Split(' '), "--out", folder]);

        run.ExitCode.Should().Be(exitCode, run.Text);
        run.Error.Should().Contain(words);
    }
}
