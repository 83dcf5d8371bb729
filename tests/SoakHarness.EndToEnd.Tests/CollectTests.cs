using System.Diagnostics;
using System.Globalization;

namespace SoakHarness.EndToEnd.Tests;

/// <summary><c>soak collect</c> beside a process that something else drives.</summary>
[Collection(Measuring.Name)]
public sealed class CollectTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("soak-collect").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_process_that_another_harness_drives_is_recorded_to_its_end_and_judged_afterwards()
    {
        await using var zoo = await LoadedZoo.StartAsync();
        using var collect = SoakCli.Start(folder, "collect", "--pid", Number(zoo.Pid), "--out", folder);
        var printed = collect.StandardOutput.ReadToEndAsync();
        var errors = collect.StandardError.ReadToEndAsync();
        zoo.Load("leak/static-dictionary?kb=10");
        await SoakCli.EventuallyAsync(() => HasFloors(14), "fourteen floors", TimeSpan.FromMinutes(2));

        await zoo.StopAsync();

        await collect.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        collect.ExitCode.Should().Be(0, await errors);
        var run = Path.GetFullPath(Path.Combine(folder, (await printed).Trim()));
        run.Should().Be(RunFolder());
        var judged = await SoakCli.RunAsync(folder, "analyze", folder);
        judged.ExitCode.Should().Be(1, judged.Text);
        judged.Output.Should().Contain("leak");
    }

    [Fact]
    public async Task A_signal_ends_a_recording_in_order()
    {
        await using var zoo = await LoadedZoo.StartAsync();
        using var collect = SoakCli.Start(folder, "collect", "--pid", Number(zoo.Pid), "--passive", "--out", folder);
        _ = collect.StandardOutput.ReadToEndAsync();
        _ = collect.StandardError.ReadToEndAsync();
        await SoakCli.EventuallyAsync(() => Readings("rss") > 1, "memory to be recorded");

        using (var kill = Process.Start("kill", ["-TERM", Number(collect.Id)]))
        {
            await kill.WaitForExitAsync();
        }

        await collect.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        collect.ExitCode.Should().Be(0);
        ProcessTree.IsAlive(zoo.Pid).Should().BeTrue("it is watched, never stopped");
        var judged = await SoakCli.RunAsync(folder, "analyze", RunFolder());
        judged.ExitCode.Should().Be(4, judged.Text);
    }

    [Theory]
    [InlineData("--pid 4194304", 3, "There is no process 4194304")]
    [InlineData("", 2, "one of --pid and --process-name")]
    [InlineData("--pid 1 --during soon", 2, "--during soon")]
    [InlineData("--pid 1 --memory-limit much", 2, "--memory-limit much")]
    public async Task What_cannot_be_watched_is_refused_with_the_cure(string arguments, int exitCode, string words)
    {
        var run = await SoakCli.RunAsync(
            folder,
            ["collect", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--out", folder]
        );

        run.ExitCode.Should().Be(exitCode, run.Text);
        run.Error.Should().Contain(words);
    }

    private bool HasFloors(int count) => Recorded.Of(folder)?.Checkpoints.Count(c => c.LiveBytes > 0) >= count;

    private int Readings(string metric) =>
        Recorded.Of(folder)?.Series.Where(s => s.Metric == metric).Sum(s => s.Times.Length) ?? 0;

    private string RunFolder() =>
        Directory.GetDirectories(folder).Single(d => File.Exists(Path.Combine(d, "recording.db")));

    private static string Number(int id) => id.ToString(CultureInfo.InvariantCulture);
}
