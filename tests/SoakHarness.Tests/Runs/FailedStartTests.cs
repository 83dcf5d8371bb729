using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;
using SoakHarness.Runs;

namespace SoakHarness.Tests.Runs;

public sealed class FailedStartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("failed-start");

    [Fact]
    public async Task Why_a_target_did_not_start_is_told_once_and_no_report_is_promised()
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
        errors.ToString().Should().Contain("/no/such/program cannot be started").And.NotContain("report:");
        output.ToString().Should().BeEmpty();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class Said : IRunObserver
    {
        public List<string> Messages { get; } = [];

        public void Progress(RunProgress progress) => ArgumentNullException.ThrowIfNull(progress);

        public void Say(string message) => Messages.Add(message);
    }
}
