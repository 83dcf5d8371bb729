using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

public sealed class NothingWatchedTests
{
    private static readonly Source Target = new(SourceRole.Target, "h", "app", 1);

    private static readonly Recording LoadOnly = new()
    {
        Identity = new RunIdentity
        {
            RunId = "run",
            Scenario = "s",
            StartedAt = DateTimeOffset.UnixEpoch,
        },
    };

    [Fact]
    public void A_load_without_a_process_is_told_what_to_name_and_not_to_run_longer() =>
        Reason(LoadOnly).Should().StartWith("No process was watched").And.Contain("target.project");

    [Fact]
    public void A_process_without_a_floor_is_told_to_run_longer() =>
        Reason(LoadOnly with { Series = [new Series(Target, "rss", [1, 2], [100, 100])] })
            .Should()
            .StartWith("No floor of live-heap was read");

    [Fact]
    public void A_Go_program_without_a_floor_is_told_where_its_heap_is_read() =>
        Reason(
                LoadOnly with
                {
                    Identity = LoadOnly.Identity with { Facts = new Dictionary<string, string> { ["runtime"] = "go" } },
                    Series = [new Series(Target, "rss", [1, 2], [100, 100])],
                }
            )
            .Should()
            .Contain("target.go.debug-url");

    [Fact]
    public void A_process_whose_diagnostics_are_disabled_is_not_told_to_run_longer_with_checkpoints() =>
        Reason(
                LoadOnly with
                {
                    Series = [new Series(Target, "rss", [1, 2], [100, 100])],
                    Events =
                    [
                        new RunEvent(Target, 0, RunEventKind.Problem, "The sidecar was late."),
                        new RunEvent(Target, 0, RunEventKind.Problem, $"{RunEvent.NoDiagnostics}1 are disabled."),
                    ],
                }
            )
            .Should()
            .Contain("The .NET diagnostics of process 1 are disabled. A longer run tells no more")
            .And.NotContain("with checkpoints");

    private static string Reason(Recording recording)
    {
        var verdict = RunJudge.Judge(recording, new VerdictSpec(), null);

        verdict.Verdict.Should().Be(Verdict.Inconclusive);
        return verdict.Reason;
    }
}
