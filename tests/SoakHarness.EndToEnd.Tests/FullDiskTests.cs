using System.Text.Json.Nodes;

namespace SoakHarness.EndToEnd.Tests;

public sealed class FullDiskTests : IDisposable
{
    private const int BrokenEnvironment = 3;
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-full").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [PrivateDiskFact]
    public void A_full_disk_ends_the_run_with_a_clear_message_and_what_was_recorded_is_judged()
    {
        var disk = Directory.CreateDirectory(Path.Combine(_folder, "disk")).FullName;
        var kept = Path.Combine(_folder, "kept");
        var soak = Path.Combine(AppContext.BaseDirectory, "soak.dll");
        File.WriteAllText(
            Path.Combine(_folder, "scenario.yaml"),
            """
            name: full-disk
            target:
              command: [sleep, "600"]
            load:
              self-driven: { during: 5m, operations: { stdout: "([0-9]+) done" } }
            watch: { every: 100ms }
            """
        );
        // Another program fills the disk once ten seconds are recorded.
        var fill =
            $"(until [ -s '{disk}'/*/recording.db-wal ]; do sleep 0.2; done; sleep 10; cat /dev/zero > '{disk}/other' 2>/dev/null; true)";
        var script =
            $"cd '{_folder}' && {{ {fill} & dotnet '{soak}' run scenario.yaml --out '{disk}'; code=$?; wait; cp -r '{disk}' '{kept}' && rm '{kept}/other'; chmod -R a+rwX '{kept}'; exit $code; }}";

        var run = PrivateDisk.Run(disk, "24m", script);

        run.ExitCode.Should().Be(BrokenEnvironment, run.Text);
        run.Error.Should().Contain("cannot be written any more").And.Contain("--out").And.NotContain("   at ");
        var report = JsonNode.Parse(
            File.ReadAllText(Directory.GetFiles(kept, "report.json", SearchOption.AllDirectories).Single())
        )!;
        ((string?)report["reason"]).Should().NotBeNullOrEmpty();
        report["events"]!.ToJsonString().Should().Contain("cannot be written any more");
        report["metrics"]!.AsArray().Should().NotBeEmpty("what was recorded is judged");
    }
}
