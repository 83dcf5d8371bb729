using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

public sealed class RunDecisionTests
{
    [Fact]
    public void Any_gating_metric_that_leaks_makes_the_run_a_leak() =>
        Decide(Found("live-heap", Verdict.Clean), Found("handles", Verdict.Leak)).Verdict.Should().Be(Verdict.Leak);

    [Fact]
    public void A_metric_that_does_not_gate_fails_nothing() =>
        Decide(Found("live-heap", Verdict.Clean), Found("rss", Verdict.Leak) with { IsGating = false })
            .Verdict.Should()
            .Be(Verdict.Clean);

    [Fact]
    public void Native_memory_that_grows_steadily_for_too_short_to_tell_is_told_with_a_clean_verdict()
    {
        var native = Found("native-memory", Verdict.Inconclusive) with
        {
            Code = ReasonCode.TooShort,
            Reason = "native-memory grew by 4 MB. Run at least 5 min more.",
        };

        var run = Decide(Found("live-heap", Verdict.Clean), native);

        run.Verdict.Should().Be(Verdict.Clean);
        run.Reason.Should().Be("live-heap is Clean. native-memory grew by 4 MB. Run at least 5 min more.");
    }

    [Theory]
    [InlineData(ReasonCode.StepOnly)]
    [InlineData(ReasonCode.TooNoisy)]
    [InlineData(ReasonCode.FallsBack)]
    public void Native_memory_that_is_not_decided_does_not_hold_up_a_clean_floor_and_is_named(ReasonCode code)
    {
        var native = Found("native-memory", Verdict.Inconclusive) with { Code = code };

        var run = Decide(Found("live-heap", Verdict.Clean), native);

        run.Verdict.Should().Be(Verdict.Clean);
        run.Reason.Should().Contain("too short to judge native-memory");
    }

    [Theory]
    [InlineData("native-memory", ReasonCode.LoadConfounded)]
    [InlineData("live-heap", ReasonCode.FallsBack)]
    public void What_is_not_decided_otherwise_leaves_the_run_undecided(string metric, ReasonCode code)
    {
        var open = Found(metric, Verdict.Inconclusive) with { Code = code };

        Decide(Found("handles", Verdict.Clean), open).Verdict.Should().Be(Verdict.Inconclusive);
    }

    [Fact]
    public void Confidence_counts_the_chance_of_each_metric_to_be_wrong() =>
        Decide(Found("live-heap", Verdict.Clean), Found("handles", Verdict.Clean))
            .Confidence.Should()
            .BeApproximately(0.98, 1e-9);

    private static RunVerdict Decide(params MetricFinding[] findings) => RunDecision.Decide(findings, []);

    private static MetricFinding Found(string metric, Verdict verdict) =>
        new()
        {
            Metric = metric,
            Unit = "count",
            Verdict = verdict,
            Confidence = 0.99,
            Code = ReasonCode.Flat,
            Rule = "rule",
            Reason = $"{metric} is {verdict}.",
            IsGating = true,
        };
}
