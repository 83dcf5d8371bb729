using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

public sealed class CountedWithThreadsTests
{
    [Theory]
    [InlineData("goroutines")]
    [InlineData("child-processes")]
    public void What_a_run_is_judged_by_with_its_threads_fails_it(string metric)
    {
        var run = Judge(metric, "threads");

        run.Verdict.Should().Be(Verdict.Leak);
        run.Reason.Should().StartWith($"{metric} grow by 3600/h");
    }

    [Theory]
    [InlineData("goroutines")]
    [InlineData("child-processes")]
    public void Where_threads_do_not_gate_it_is_told_and_fails_nothing(string metric)
    {
        var run = Judge(metric, "handles");

        run.Verdict.Should().NotBe(Verdict.Leak);
        run.Findings.Should().Contain(f => f.Metric == metric && f.Verdict == Verdict.Leak && !f.IsGating);
    }

    /// <summary>One more each second for five minutes.</summary>
    private static RunVerdict Judge(string metric, string gating)
    {
        double[] seconds = [.. Enumerable.Range(0, 300).Select(t => (double)t)];
        var recording = new Recording
        {
            Identity = new RunIdentity
            {
                RunId = "run",
                Scenario = "s",
                StartedAt = DateTimeOffset.UnixEpoch,
            },
            Series = [new Series(new Source(SourceRole.Target, "h", "app", 1), metric, seconds, seconds)],
        };
        return RunJudge.Judge(recording, new VerdictSpec { Metrics = [gating] }, null);
    }
}
