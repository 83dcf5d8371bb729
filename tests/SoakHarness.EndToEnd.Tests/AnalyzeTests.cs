namespace SoakHarness.EndToEnd.Tests;

/// <summary><c>soak analyze</c> where there is nothing to judge.</summary>
public sealed class AnalyzeTests : IDisposable
{
    private const int BadInput = 2;

    private readonly string folder = Directory.CreateTempSubdirectory("soak-analyze").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task An_empty_folder_is_bad_input_and_the_message_says_what_to_do()
    {
        var run = await SoakCli.RunAsync(folder, "analyze", folder);

        run.ExitCode.Should().Be(BadInput, run.Text);
        run.Output.Should().BeEmpty();
        run.Error.Should()
            .Contain($"{folder}: there is no recording and no CSV file in this directory.")
            .And.Contain("soak run");
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_bad_input_and_is_named()
    {
        var run = await SoakCli.RunAsync(folder, "analyze", Path.Combine(folder, "nowhere"));

        run.ExitCode.Should().Be(BadInput, run.Text);
        run.Error.Should().Contain(Path.Combine(folder, "nowhere"));
    }

    [Fact]
    public async Task A_folder_without_recordings_spoils_nothing_of_the_files_named_beside_it()
    {
        var empty = Directory.CreateDirectory(Path.Combine(folder, "empty")).FullName;
        var file = Path.Combine(folder, "flat.csv");
        File.WriteAllLines(file, ["time_s,queue_length", .. Enumerable.Range(0, 60).Select(i => $"{i},5")]);

        var run = await SoakCli.RunAsync(folder, "analyze", file, empty);

        run.ExitCode.Should().Be(BadInput, run.Text);
        run.Output.Should().Contain("flat.csv: clean");
    }
}
