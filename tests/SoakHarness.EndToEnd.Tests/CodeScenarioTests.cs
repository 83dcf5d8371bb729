using System.Text.Json.Nodes;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>A scenario in C# as a single file, from its source to its report.</summary>
[Collection(Measuring.Name)]
public sealed class CodeScenarioTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("soak-code").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_checkout_in_csharp_is_watched_measured_by_step_and_clean()
    {
        var run = await SoakCli.RunAsync(
            folder,
            "run",
            Repository.PathOf("scenarios", "checkout.cs"),
            "--duration",
            "30s",
            "--out",
            folder
        );

        run.ExitCode.Should().Be(0, run.Text);
        var report = JsonNode.Parse(
            File.ReadAllText(Directory.GetFiles(folder, "report.json", SearchOption.AllDirectories).Single())
        )!;
        ((string?)report["verdict"]).Should().Be("clean");
        ((long)report["load"]!["completed"]!).Should().Be(30 * 50);
        report["metrics"]!.AsArray().Select(m => (string?)m!["name"]).Should().Contain("live-heap");
        File.ReadAllText(Directory.GetFiles(folder, "report.md", SearchOption.AllDirectories).Single())
            .Should()
            .Contain("step pay: p99 < 2s");
    }

    [Fact]
    public async Task Code_that_does_not_compile_is_bad_input_with_the_compiler_error()
    {
        var file = Path.Combine(folder, "broken.cs");
        await File.WriteAllTextAsync(file, "return nothing;");

        var run = await SoakCli.RunAsync(folder, "run", file);

        run.ExitCode.Should().Be(2, run.Text);
        run.Error.Should().Contain("broken.cs").And.Contain("CS0103").And.NotContain("   at ");
    }
}
