using System.Text.Json.Nodes;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>
/// The whole pipeline on the sample target. Runs one after another: they measure, so they do not share the machine.
/// </summary>
[Collection(Measuring.Name)]
public sealed class PipelineTests : IDisposable
{
    private const int Passed = 0;
    private const int Failed = 1;

    private readonly string folder = Directory.CreateTempSubdirectory("soak-pipeline").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_leaky_cart_is_found_with_its_rate_type_and_holder_and_the_recording_repeats_the_verdict()
    {
        var run = await SoakCli.RunAsync(
            folder,
            "run",
            Scenario("static-cache-leak"),
            "--duration",
            "30s",
            "--out",
            folder
        );

        run.ExitCode.Should().Be(Failed, run.Text);
        var report = Report();
        ((string?)report["verdict"]).Should().Be("leak");
        var floor = report["metrics"]!.AsArray().Single(m => (string?)m!["name"] == "live-heap")!;
        // The item: an array of 1,024 bytes with its header, the object that holds it, and its node in the dictionary.
        ((double)floor["slope_per_request"]!)
            .Should()
            .BeInRange(1024, 1024 * 1.15);
        ((string?)report["suspects"]!.AsArray()[0]!["type"]).Should().Contain("CartItem");
        ((string?)report["suspects"]!.AsArray()[0]!["holder"]).Should().Contain("s_leaky");

        var again = await SoakCli.RunAsync(folder, "analyze", RunFolder());
        again.ExitCode.Should().Be(Failed, again.Text);
        again.Output.Should().Contain("leak");
    }

    [Fact]
    public async Task The_fixed_cart_is_clean()
    {
        var run = await SoakCli.RunAsync(
            folder,
            "run",
            Scenario("static-cache-fixed"),
            "--duration",
            "30s",
            "--out",
            folder
        );

        run.ExitCode.Should().Be(Passed, run.Text);
        ((string?)Report()["verdict"]).Should().Be("clean");
        run.Error[run.Error.IndexOf(" drain", StringComparison.Ordinal)..]
            .Should()
            .NotContain(" inject ", "nothing is sent any more");
    }

    [Fact]
    public async Task Killing_the_harness_leaves_no_process_behind_and_a_recording_that_can_be_analysed()
    {
        using var soak = SoakCli.Start(folder, "run", Scenario("static-cache-leak"), "--out", folder);
        await SoakCli.EventuallyAsync(Recorded, "the run to record");
        var children = ProcessTree.Below(soak.Id);
        children.Should().NotBeEmpty();

        soak.Kill();

        await SoakCli.EventuallyAsync(
            () => !children.Any(ProcessTree.IsAlive),
            "the children to end",
            TimeSpan.FromSeconds(15)
        );
        var again = await SoakCli.RunAsync(folder, "analyze", RunFolder());
        again.ExitCode.Should().BeOneOf([0, 1, 4], again.Text);
    }

    private bool Recorded() =>
        Directory
            .EnumerateFiles(folder, "recording.db*", SearchOption.AllDirectories)
            .Any(file => Size(file) > 200_000);

    /// <summary>The database's journal comes and goes.</summary>
    private static long Size(string file)
    {
        try
        {
            return new FileInfo(file).Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }

    private string RunFolder() =>
        Directory.GetDirectories(folder).Single(d => File.Exists(Path.Combine(d, "recording.db")));

    private JsonObject Report() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(RunFolder(), "report.json")))!.AsObject();

    private static string Scenario(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "SoakHarness.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests must run inside the repository.");
        }

        return Path.Combine(root.FullName, "scenarios", $"{name}.yaml");
    }
}
