using SoakHarness.Analysis.Comparing;
using SoakHarness.Model.Comparisons;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Analysis.Tests;

public sealed class RecordingComparisonTests
{
    private const double Tolerance = 0.1;

    [Fact]
    public void A_run_beside_itself_shows_no_change()
    {
        var changes = Compare([Run()], [Run()]);

        changes.Should().HaveCount(11).And.OnlyContain(c => c.Kind == ChangeKind.Same);
    }

    [Fact]
    public void A_new_leak_is_a_regression_with_its_rate_and_its_repair_is_better()
    {
        var broken = Find(Compare([Run()], [Run(leak: 1000)]), "leak-rate");
        var repaired = Find(Compare([Run(leak: 1000)], [Run()]), "leak-rate");

        broken.Kind.Should().Be(ChangeKind.Regression);
        broken.Difference!.Estimate.Should().BeApproximately(1000, 50);
        broken.Sentence.Should().StartWith("leak-rate worse by ");
        repaired.Kind.Should().Be(ChangeKind.Better);
        repaired.Difference!.Estimate.Should().BeApproximately(-1000, 50);
    }

    [Fact]
    public void Half_as_much_allocation_again_is_told_with_its_size()
    {
        var change = Find(Compare([Run()], [Run(allocated: 3000)]), "allocated-per-request");

        change.Kind.Should().Be(ChangeKind.Regression);
        change.Share!.Estimate.Should().BeApproximately(0.5, 0.01);
        change.Share.Low.Should().BeLessThan(change.Share.High);
        change.Sentence.Should().MatchRegex(@"^allocated-per-request worse by 4\d-[56]\d % \(2\.01 KB -> 3\.01 KB\)$");
    }

    [Fact]
    public void One_run_a_side_says_nothing_about_a_fifth_more_latency_but_six_runs_do()
    {
        MeasuredRun[] before = [.. Enumerable.Range(0, 6).Select(i => Run(latency: 20_000 + 100 * i))];
        MeasuredRun[] after = [.. Enumerable.Range(0, 6).Select(i => Run(latency: 26_000 + 100 * i))];

        Find(Compare([before[0]], [after[0]]), "p99").Kind.Should().Be(ChangeKind.Same);
        var sets = Find(Compare(before, after), "p99");
        sets.Kind.Should().Be(ChangeKind.Regression);
        sets.Share!.Low.Should().BeGreaterThan(0.25);
    }

    [Fact]
    public void A_set_whose_own_runs_differ_as_much_as_the_change_shows_no_change()
    {
        MeasuredRun[] before = [Run(latency: 10_000), Run(latency: 20_000), Run(latency: 30_000)];
        MeasuredRun[] after = [Run(latency: 14_000), Run(latency: 24_000), Run(latency: 34_000)];

        Find(Compare(before, after), "p50").Kind.Should().Be(ChangeKind.Same);
    }

    [Fact]
    public void Less_throughput_is_worse_and_more_is_better()
    {
        Find(Compare([Run()], [Run(rate: 50)]), "throughput").Kind.Should().Be(ChangeKind.Regression);
        Find(Compare([Run(rate: 50)], [Run()]), "throughput").Kind.Should().Be(ChangeKind.Better);
    }

    [Fact]
    public void What_is_worse_within_the_tolerance_does_not_fail()
    {
        var changes = RecordingComparison.Compare([Run()], [Run(allocated: 3000)], 0.8);

        Find(changes, "allocated-per-request").Kind.Should().Be(ChangeKind.Worse);
        Find(changes, "allocated-per-request").Sentence.Should().Contain("within the tolerance");
    }

    [Fact]
    public void A_side_without_load_is_unknown_not_equal()
    {
        var idle = Measure(Record() with { Load = [], Collections = [] });

        var change = Find(Compare([Run()], [idle]), "p99");
        change.Kind.Should().Be(ChangeKind.Unknown);
        change.Sentence.Should().Be("p99: only measured before");
    }

    private static IReadOnlyList<Change> Compare(IReadOnlyList<MeasuredRun> before, IReadOnlyList<MeasuredRun> after) =>
        RecordingComparison.Compare(before, after, Tolerance);

    private static Change Find(IReadOnlyList<Change> changes, string measure) =>
        changes.Single(c => c.Measure == measure);

    private static MeasuredRun Run(double leak = 0, double allocated = 2000, long latency = 20_000, int rate = 100) =>
        Measure(Record(leak, allocated, latency, rate));

    private static MeasuredRun Measure(Recording recording) =>
        MeasuredRun.Of(recording, RunJudge.Judge(recording, new VerdictSpec { Metrics = ["live-heap"] }, null));

    /// <summary>Two minutes of steady load with a little noise that is the same every time.</summary>
    private static Recording Record(double leak = 0, double allocated = 2000, long latency = 20_000, int rate = 100)
    {
        var target = new Source(SourceRole.Target, "host", "app", 1);
        var generator = new Source(SourceRole.Generator, "host", "soak", 2);
        double[] times = [.. Enumerable.Range(0, 121).Select(i => (double)i)];
        double Noise(int i) => Math.Sin(12.9898 * i);
        return new Recording
        {
            Identity = new RunIdentity
            {
                RunId = "run",
                Scenario = "s",
                StartedAt = DateTimeOffset.UnixEpoch,
            },
            Events =
            [
                new RunEvent(target, 0, RunEventKind.Phase, "inject"),
                new RunEvent(target, 120, RunEventKind.Phase, "end"),
            ],
            Series =
            [
                new Series(
                    target,
                    "allocated",
                    times,
                    [.. times.Select((t, i) => t * rate * allocated + 5 * Noise(i) * allocated)]
                ),
            ],
            Checkpoints =
            [
                .. Enumerable
                    .Range(1, 59)
                    .Select(i => new Checkpoint(target, 2 * i)
                    {
                        Outcome = CheckpointOutcome.Completed,
                        LiveBytes = (long)(5e6 + leak * rate * 2 * i + 3000 * Noise(i)),
                    }),
            ],
            Collections =
            [
                .. Enumerable
                    .Range(0, 120)
                    .Select(i => new GarbageCollection(target, i + 0.5)
                    {
                        Number = i,
                        Generation = i % 10 == 0 ? 2 : 0,
                        PauseMs = 4 + Noise(i),
                    }),
            ],
            Load =
            [
                .. Enumerable
                    .Range(1, 120)
                    .Select(i => new LoadWindow(generator, i)
                    {
                        Seconds = 1,
                        Scenario = "s",
                        Step = "",
                        Asked = rate,
                        Sent = rate,
                        Completed = rate - (i % 20 == 0 ? 1 : 0),
                        Failed = i % 20 == 0 ? 1 : 0,
                        Latency = new LatencyCounts(
                            [latency / 4, latency + i % 3 * 100],
                            [rate / 2, rate / 2],
                            rate * latency,
                            latency + i % 3 * 100
                        ),
                    }),
            ],
        };
    }
}
