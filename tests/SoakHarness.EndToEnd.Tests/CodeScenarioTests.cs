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
        using var soak = SoakCli.Start(
            folder,
            "run",
            Repository.PathOf("scenarios", "checkout.cs"),
            "--duration",
            "30s",
            "--dashboard",
            "--out",
            folder
        );
        var output = soak.StandardOutput.ReadToEndAsync();
        var address = (await soak.StandardError.ReadLineAsync())!;
        var errors = soak.StandardError.ReadToEndAsync();
        address.Should().StartWith("dashboard: http://127.0.0.1:");

        var (phases, report) = await FollowAsync(new Uri(address.Split(' ')[1] + "events"));
        await soak.WaitForExitAsync();

        soak.ExitCode.Should().Be(0, $"{await output}\n{await errors}");
        phases
            .Should()
            .Contain("Running: warm-up")
            .And.Contain(p => p.StartsWith("Running: inject", StringComparison.Ordinal));
        report.Should().Contain("<h1>");
        TheReportIsRight();
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

    private void TheReportIsRight()
    {
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

    /// <summary>The phases that the live page showed, and the report it became.</summary>
    private static async Task<(List<string> Phases, string Report)> FollowAsync(Uri events)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var lines = new StreamReader(await http.GetStreamAsync(events));
        var (phases, kind) = (new List<string>(), "");
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                kind = line[7..];
            if (line.StartsWith("data: ", StringComparison.Ordinal) && kind == "report")
                return (phases, (string)JsonNode.Parse(line[6..])!);
            if (!line.StartsWith("data: {", StringComparison.Ordinal))
                continue;
            var data = JsonNode.Parse(line[6..])!;
            phases.Add((string?)data["texts"]?["live-phase"] ?? "");
        }

        return (phases, "");
    }
}
