namespace SoakHarness.EndToEnd.Tests;

public sealed class HistoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-history-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_first_bad_night_is_found_and_the_index_can_be_thrown_away()
    {
        await WriteNightsAsync();

        var first = await SoakCli.RunAsync(_folder, "history", "runs", "--html");
        File.Delete(Path.Combine(_folder, "runs", "history.db"));
        var again = await SoakCli.RunAsync(_folder, "history", "runs");
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "runs", "history.db"),
            "this is no database, but what a full disk left behind"
        );
        var damaged = await SoakCli.RunAsync(_folder, "history", "runs");

        first.ExitCode.Should().Be(0, first.Error);
        first.Output.Should().Contain("leak: first bad night: 2026-03-02, between a1b2c3d and d4e5f6a");
        again.Output.Should().Be(first.Output);
        damaged.Output.Should().Be(first.Output);
        var page = await File.ReadAllTextAsync(Path.Combine(_folder, "runs", "history.html"));
        page.Should().Contain("first bad night: 2026-03-02").And.Contain("<svg").And.NotContain("<script");
    }

    [Fact]
    public async Task A_deleted_run_leaves_the_history_and_a_damaged_one_is_named()
    {
        await WriteNightsAsync();
        await SoakCli.RunAsync(_folder, "history", "runs");

        Directory.Delete(Path.Combine(_folder, "runs", "2026-03-03"), recursive: true);
        await File.WriteAllTextAsync(
            Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "runs", "broken")).FullName, "recording.db"),
            "not a recording"
        );
        var output = await SoakCli.RunAsync(_folder, "history", "runs");

        output.ExitCode.Should().Be(0);
        output.Output.Should().Contain("2026-03-02").And.NotContain("2026-03-03");
        output.Error.Should().Contain("broken");
    }

    [Fact]
    public async Task Prune_keeps_the_newest_runs_and_every_folder_that_was_renamed()
    {
        await WriteNightsAsync();
        Directory.Move(Path.Combine(_folder, "runs", "2026-03-01"), Path.Combine(_folder, "runs", "keep-me"));

        var dry = await SoakCli.RunAsync(_folder, "history", "prune", "runs", "--keep", "1", "--dry-run");
        Directory.Exists(Path.Combine(_folder, "runs", "2026-03-02")).Should().BeTrue();
        var pruned = await SoakCli.RunAsync(_folder, "history", "prune", "runs", "--keep", "1");

        pruned.Output.Should().Be(dry.Output).And.Contain("2026-03-02");
        Directory
            .GetDirectories(Path.Combine(_folder, "runs"))
            .Select(Path.GetFileName)
            .Should()
            .BeEquivalentTo("2026-03-03", "keep-me");
    }

    private async Task WriteNightsAsync()
    {
        var runs = Path.Combine(_folder, "runs");
        await RecordedRun.WriteAsync(runs, "2026-03-01", leak: 0, ("git-commit", "a1b2c3d0000"));
        await RecordedRun.WriteAsync(runs, "2026-03-02", leak: 1000, ("git-commit", "d4e5f6a0000"));
        await RecordedRun.WriteAsync(runs, "2026-03-03", leak: 1000, ("git-commit", "e000000"));
    }
}
