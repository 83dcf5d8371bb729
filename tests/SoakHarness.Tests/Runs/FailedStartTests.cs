using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;
using SoakHarness.Recordings;
using SoakHarness.Runs;

namespace SoakHarness.Tests.Runs;

public sealed class FailedStartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("failed-start");

    [Fact]
    public async Task Why_a_target_did_not_start_is_told_once_and_stands_in_the_reports()
    {
        var said = new Said();
        var spec = new ScenarioSpec
        {
            Name = "nobody",
            Target = new TargetSpec { Command = ["/no/such/program"], Url = new Uri("http://127.0.0.1:1") },
        };
        var options = new RunOptions { OutputDirectory = _folder.FullName, Observer = said };

        var result = await SoakRun.ExecuteAsync(spec, options, CancellationToken.None);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        await RunOutput.WriteAsync(result, isJson: false, output, errors);

        result.Outcome.Should().Be(Outcome.BrokenEnvironment);
        said.Messages.Should().BeEmpty();
        errors.ToString().Should().Contain("/no/such/program cannot be started").And.Contain("report: ");
        output.ToString().Should().BeEmpty();
        // What a CI job shows and counts.
        foreach (var file in (string[])["report.md", "junit.xml", "report.json"])
            (await File.ReadAllTextAsync(result.Folder.File(file)))
                .Should()
                .Contain("/no/such/program cannot be started")
                .And.Contain("Nothing was measured.");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named_with_the_cure()
    {
        var file = Path.Combine(_folder.FullName, "taken");
        await File.WriteAllTextAsync(file, "");
        var spec = new ScenarioSpec
        {
            Name = "nobody",
            Target = new TargetSpec { Command = ["/bin/true"] },
        };

        var running = () =>
            SoakRun.ExecuteAsync(spec, new RunOptions { OutputDirectory = file }, CancellationToken.None);

        (await running.Should().ThrowAsync<RecordingException>()).WithMessage("*taken*cannot be created*--out*");
    }

    [Fact]
    public void The_sentence_of_a_failed_start_stands_apart_from_the_output_that_it_quotes()
    {
        var events = TargetEnd
            .Of(
                "It exited. Its last output:\n  | bad option\n  | bye",
                new Source(SourceRole.Generator, "h", "soak", 1),
                2
            )
            .ToArray();

        events
            .Select(e => (e.Kind, e.Text))
            .Should()
            .Equal((RunEventKind.TargetExit, "It exited."), (RunEventKind.TargetOutput, "bad option\nbye"));
    }

    [Fact]
    public void A_sentence_that_announces_lines_ends_as_one() =>
        TargetEnd
            .Of("It does not build:\nerror CS0029", new Source(SourceRole.Generator, "h", "soak", 1), 2)
            .First()
            .Text.Should()
            .Be("It does not build.");

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class Said : IRunObserver
    {
        public List<string> Messages { get; } = [];

        public void Progress(RunProgress progress) => ArgumentNullException.ThrowIfNull(progress);

        public void Say(string message) => Messages.Add(message);
    }
}
