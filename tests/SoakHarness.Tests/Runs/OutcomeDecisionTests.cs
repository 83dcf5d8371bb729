using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Verdicts;
using SoakHarness.Runs;

namespace SoakHarness.Tests.Runs;

public sealed class OutcomeDecisionTests
{
    private static readonly Source Target = new(SourceRole.Target, "h", "app", 1);
    private static readonly LoadSummary Delivered = new() { Whole = new StepSummary { Name = "" } };
    private static readonly LoadSummary Void = Delivered with
    {
        IsVoid = true,
        VoidReason = "the target was too slow.",
    };

    [Theory]
    [InlineData(Verdict.Clean, Outcome.Passed)]
    [InlineData(Verdict.Leak, Outcome.Failed)]
    [InlineData(Verdict.Inconclusive, Outcome.Inconclusive)]
    public void The_verdict_decides_a_run_without_trouble(Verdict verdict, Outcome expected) =>
        Decide(verdict).Should().Be(expected);

    [Fact]
    public void Undelivered_load_voids_a_clean_run_but_not_a_leak()
    {
        Decide(Verdict.Clean, load: Void).Should().Be(Outcome.LoadNotDelivered);
        Decide(Verdict.Leak, load: Void).Should().Be(Outcome.Failed);
    }

    [Fact]
    public void A_broken_threshold_fails_a_clean_run()
    {
        Decide(Verdict.Clean, threshold: false).Should().Be(Outcome.Failed);
        Decide(Verdict.Clean, threshold: true).Should().Be(Outcome.Passed);
    }

    [Fact]
    public void A_threshold_that_was_not_measured_is_never_a_pass() =>
        Decide(Verdict.Clean, threshold: null).Should().Be(Outcome.Inconclusive);

    [Fact]
    public void A_dead_target_is_a_broken_environment_whatever_the_verdict()
    {
        var died = new RunEvent(Target, 5, RunEventKind.TargetExit, "The target was ended by signal 9 (SIGKILL).");

        Decide(Verdict.Clean, happened: died).Should().Be(Outcome.BrokenEnvironment);
        Decide(Verdict.Leak, happened: died).Should().Be(Outcome.BrokenEnvironment);
    }

    [Fact]
    public void A_leak_that_ran_out_of_memory_is_a_leak()
    {
        var died = new RunEvent(Target, 5, RunEventKind.TargetExit, "The target was out-of-memory killed.");

        Decide(Verdict.Leak, happened: died).Should().Be(Outcome.Failed);
        Decide(Verdict.Inconclusive, happened: died).Should().Be(Outcome.BrokenEnvironment);
    }

    [Theory]
    [InlineData(Verdict.Leak, 44.0, Outcome.Failed)]
    [InlineData(Verdict.Leak, null, Outcome.BrokenEnvironment)]
    [InlineData(Verdict.Inconclusive, 44.0, Outcome.BrokenEnvironment)]
    public void A_target_that_died_when_its_leak_had_used_up_all_is_a_leak(
        Verdict verdict,
        double? reached,
        Outcome outcome
    )
    {
        var died = new RunEvent(Target, 50, RunEventKind.TargetExit, "The target was ended by signal 6 (SIGABRT).");
        var handles = new MetricFinding
        {
            Metric = "handles",
            Verdict = verdict,
            IsGating = true,
            Ceiling = new Ceiling(2000, Ceiling.Handles, "its open files are limited") { ReachedAt = reached },
        };

        OutcomeDecision
            .Decide(
                new RunVerdict
                {
                    Verdict = verdict,
                    Reason = "Grew.",
                    Findings = [handles],
                },
                [died],
                Delivered,
                []
            )
            .Outcome.Should()
            .Be(outcome);
    }

    [Fact]
    public void That_the_leak_ended_the_target_is_said_with_it()
    {
        var died = new RunEvent(Target, 5, RunEventKind.TargetExit, "The target was out-of-memory killed.");
        var verdict = new RunVerdict { Verdict = Verdict.Leak, Reason = "live-heap grows." };

        OutcomeDecision
            .Decide(verdict, [died], Delivered, [])
            .Reason.Should()
            .Be("live-heap grows. The target was out-of-memory killed.");
        OutcomeDecision.Decide(verdict, [], Delivered, []).Reason.Should().Be("live-heap grows.");
    }

    [Fact]
    public void A_run_that_was_stopped_early_fails_when_the_whole_of_it_leaks_and_proves_nothing_when_not()
    {
        var stopped = new RunEvent(Target, 5, RunEventKind.StoppedEarly, "Stopped early at 5 s.");

        Decide(Verdict.Leak, happened: stopped).Should().Be(Outcome.Failed);
        Decide(Verdict.Inconclusive, happened: stopped).Should().Be(Outcome.Inconclusive);
        Decide(Verdict.Clean, happened: stopped).Should().Be(Outcome.Inconclusive);
    }

    [Fact]
    public void A_generator_that_failed_makes_a_clean_run_prove_nothing_but_not_a_leak()
    {
        var failed = new RunEvent(Target, 5, RunEventKind.LoadFailed, "The external load exited with code 3.");

        Decide(Verdict.Clean, happened: failed).Should().Be(Outcome.LoadNotDelivered);
        Decide(Verdict.Inconclusive, happened: failed).Should().Be(Outcome.LoadNotDelivered);
        Decide(Verdict.Leak, happened: failed).Should().Be(Outcome.Failed);
    }

    [Fact]
    public void An_interruption_comes_before_everything()
    {
        var interrupted = new RunEvent(Target, 5, RunEventKind.Interrupted, "Interrupted.");

        Decide(Verdict.Leak, happened: interrupted).Should().Be(Outcome.Interrupted);
    }

    [Theory]
    [InlineData(Verdict.Clean)]
    [InlineData(Verdict.Inconclusive)]
    public void That_the_requests_failed_is_said_first_also_where_the_verdict_is_open(Verdict verdict)
    {
        var failing = new LoadSummary
        {
            Whole = new StepSummary
            {
                Name = "",
                Asked = 20,
                Sent = 20,
                Failed = 20,
                Errors = [new ErrorCount("refused", 20, "GET /: Connection refused")],
            },
        };

        var (outcome, reason) = OutcomeDecision.Decide(new RunVerdict { Verdict = verdict }, [], failing, []);

        outcome.Should().Be(Outcome.Inconclusive);
        reason.Should().StartWith("100% of the requests failed").And.Contain("refused");
    }

    private static Outcome Decide(Verdict verdict, LoadSummary? load = null, RunEvent? happened = null) =>
        OutcomeDecision
            .Decide(new RunVerdict { Verdict = verdict }, happened is null ? [] : [happened], load ?? Delivered, [])
            .Outcome;

    private static Outcome Decide(Verdict verdict, bool? threshold) =>
        OutcomeDecision
            .Decide(
                new RunVerdict { Verdict = verdict },
                [],
                Delivered,
                [new ThresholdResult("p99 < 1ms", threshold, "2 ms")]
            )
            .Outcome;
}
