using System.Text.Json.Nodes;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>Another program generates the load: a real process, whose results are imported while it runs.</summary>
[Collection(Measuring.Name)]
public sealed class ExternalLoadTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("soak-external").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_leak_is_told_by_the_requests_of_another_program()
    {
        var run = await SoakCli.RunAsync(
            folder,
            "run",
            Repository.PathOf("scenarios", "external-load.yaml"),
            "--out",
            folder
        );

        run.ExitCode.Should().Be(1, run.Text);
        run.Text.Should().Contain("service time p99");
        var report = Report();
        var written = File.ReadLines(Directory.GetFiles(folder, "external.csv", SearchOption.AllDirectories).Single());
        Events(report).Should().Contain(e => e.StartsWith($"{written.Count() - 1} requests were imported"));
        var load = report["load"]!;
        ((long)load["completed"]!).Should().BeGreaterThan(0).And.BeLessThan(written.Count());
        load["latency_ms"]!["p99"].Should().BeNull("when a request was due is not known");
        ((double)load["service_time_ms"]!["p99"]!).Should().BePositive();
        var floor = report["metrics"]!.AsArray().Single(m => (string?)m!["name"] == "live-heap")!;
        ((double)floor["slope_per_request"]!).Should().BeInRange(1024, 1024 * 1.25);
        ((string?)report["suspects"]!.AsArray()[0]!["type"]).Should().Contain("CartItem");
    }

    [Fact]
    public async Task A_program_that_fails_makes_the_run_prove_nothing_and_its_last_line_is_told()
    {
        var run = await RunAsync("[bash, -c, 'echo no such test >&2; exit 3']", "results: { format: k6-csv }");

        run.ExitCode.Should().Be(5, run.Text);
        ((string?)Report()["outcome_reason"]).Should().Contain("exited with code 3").And.Contain("no such test");
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        var run = await RunAsync("[no-such-load-generator]", "results: { format: k6-csv }");

        run.ExitCode.Should().Be(5, run.Text);
        ((string?)Report()["outcome_reason"]).Should().Contain("no-such-load-generator cannot be started");
    }

    [Fact]
    public async Task Results_that_were_not_written_make_the_run_prove_nothing()
    {
        var run = await RunAsync("[sleep, 3]", "results: { format: jmeter-csv }");

        run.ExitCode.Should().Be(5, run.Text);
        ((string?)Report()["outcome_reason"]).Should().Contain("wrote no results").And.Contain("${SOAK_RESULTS}");
    }

    [Fact]
    public async Task Without_results_it_is_ended_gracefully_and_the_report_says_that_nothing_was_counted()
    {
        var run = await RunAsync(
            "[bash, -c, 'trap \"echo asked to end > asked; exit 7\" TERM; while true; do sleep 0.1; done']",
            "within: 3s"
        );

        run.ExitCode.Should().NotBe(5, run.Text);
        File.Exists(Path.Combine(folder, "asked")).Should().BeTrue();
        var report = Report();
        Events(report)
            .Should()
            .Contain(e => e.Contains("ended after 3 s"))
            .And.Contain(e => e.Contains("requests were not counted"));
        report["load"].Should().BeNull();
    }

    private Task<SoakOutput> RunAsync(string command, string more)
    {
        File.WriteAllText(
            Path.Combine(folder, "external.yaml"),
            $$"""
            name: external
            target:
              command: [dotnet, {{LoadedZoo.Program}}]
              url: http://127.0.0.1:0
              ready: { path: /health, within: 30s }
            load:
              external:
                command: {{command}}
                {{more}}
            watch: { heap-snapshots: 0, drain: 0s }
            """
        );
        return SoakCli.RunAsync(folder, "run", "external.yaml", "--out", folder);
    }

    private JsonNode Report() =>
        JsonNode.Parse(
            File.ReadAllText(Directory.GetFiles(folder, "report.json", SearchOption.AllDirectories).Single())
        )!;

    private static IEnumerable<string> Events(JsonNode report) =>
        report["events"]!.AsArray().Select(e => (string)e!["text"]!);
}
