using SoakHarness.Model.Recordings;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

/// <summary>A target that was restarted in the middle of two minutes of load.</summary>
public sealed class SegmentJudgeTests
{
    private static readonly Source Generator = new(SourceRole.Generator, "host", "soak", 1);
    private static readonly Source First = new(SourceRole.Target, "host", "target", 10);
    private static readonly Source Second = new(SourceRole.Target, "host", "target", 20);

    [Fact]
    public void A_recording_of_one_process_is_not_cut()
    {
        var recording = Record((First, 0, 120));

        TargetSegments.Of(recording).Should().ContainSingle().Which.Should().BeSameAs(recording);
    }

    [Fact]
    public void Every_process_gets_its_own_samples_checkpoints_and_load()
    {
        var parts = TargetSegments.Of(Record((First, 0, 60), (Second, 69, 120)));

        parts.Should().HaveCount(2);
        parts[0].Checkpoints.Should().HaveCount(30).And.OnlyContain(c => c.Source == First);
        parts[1].Checkpoints.Should().OnlyContain(c => c.Source == Second);
        parts[1].Series.Should().OnlyContain(s => s.Source != First && s.Times.All(t => t >= 70));
        parts[0].Load.Max(w => w.Time).Should().BeLessThanOrEqualTo(60);
        parts[1].Load.Min(w => w.Time - w.Seconds).Should().BeGreaterThanOrEqualTo(70);
    }

    [Fact]
    public void The_phase_that_ran_goes_on_in_the_next_process_and_ends_with_the_first()
    {
        var parts = TargetSegments.Of(Record((First, 0, 60), (Second, 69, 120)));

        parts[0]
            .Events.Last(e => e.Kind == RunEventKind.Phase)
            .Should()
            .BeEquivalentTo(new { Time = 60.0, Text = "end" });
        parts[1]
            .Events.First(e => e.Kind == RunEventKind.Phase)
            .Should()
            .BeEquivalentTo(new { Time = 70.0, Text = "inject" });
    }

    [Fact]
    public void A_leak_of_any_process_is_the_runs()
    {
        var (verdict, part) = SegmentJudge.Judge(
            Record((First, 0, 80), (Second, 89, 120)),
            p => Verdict(IsOf(p, Second) ? Model.Verdicts.Verdict.Leak : Model.Verdicts.Verdict.Clean)
        );

        verdict.Verdict.Should().Be(Model.Verdicts.Verdict.Leak);
        IsOf(part, Second).Should().BeTrue();
        verdict
            .Reason.Should()
            .Contain("each process is judged by itself (1: 1 s to 80 s, clean, 2: 90 s to 120 s, leak)");
    }

    [Fact]
    public void Without_a_leak_the_process_that_was_watched_longest_speaks_for_the_run()
    {
        var (verdict, part) = SegmentJudge.Judge(
            Record((First, 0, 80), (Second, 89, 120)),
            p => Verdict(IsOf(p, First) ? Model.Verdicts.Verdict.Clean : Model.Verdicts.Verdict.Inconclusive)
        );

        verdict.Verdict.Should().Be(Model.Verdicts.Verdict.Clean);
        IsOf(part, First).Should().BeTrue();
    }

    [Fact]
    public void Two_flat_heaps_of_different_height_are_no_growth_and_two_growing_ones_are()
    {
        RunVerdict Judge(double leak) =>
            SegmentJudge
                .Judge(Record(leak, (First, 0, 60), (Second, 62, 120)), p => RunJudge.Judge(p, new(), null))
                .Verdict;

        Judge(0).Verdict.Should().NotBe(Model.Verdicts.Verdict.Leak);
        Judge(1000).Verdict.Should().Be(Model.Verdicts.Verdict.Leak);
    }

    private static bool IsOf(Recording part, Source source) => part.Checkpoints.All(c => c.Source == source);

    private static RunVerdict Verdict(Verdict verdict) => new() { Verdict = verdict, Reason = "Judged." };

    private static Recording Record(params (Source Source, int From, int To)[] processes) => Record(0, processes);

    private static Recording Record(double leak, params (Source Source, int From, int To)[] processes) =>
        new()
        {
            Identity = new RunIdentity
            {
                RunId = "run",
                Scenario = "shop",
                StartedAt = DateTimeOffset.UnixEpoch,
            },
            Series =
            [
                .. processes.Select(p => Series(p.Source, "rss", p.From + 1, p.To)),
                Series(Generator, "cpu", 1, 120),
            ],
            Checkpoints = [.. processes.SelectMany(p => Floors(p.Source, leak, p.From, p.To))],
            Load = [.. Enumerable.Range(1, 120).Select(Window)],
            Events =
            [
                new RunEvent(Generator, 0, RunEventKind.Phase, "inject"),
                new RunEvent(Generator, 120, RunEventKind.Phase, "end"),
            ],
        };

    private static Series Series(Source source, string metric, int from, int to)
    {
        double[] times = [.. Enumerable.Range(from, to - from + 1).Select(t => (double)t)];
        return new Series(source, metric, times, [.. times.Select(_ => 5e7)]);
    }

    /// <summary>
    /// The second process has a larger heap from its start: stitched to the first it would look like growth.
    /// </summary>
    private static IEnumerable<Checkpoint> Floors(Source source, double leak, int from, int to) =>
        Enumerable
            .Range(from + 1, to - from)
            .Where(t => t % 2 == 0)
            .Select(t => new Checkpoint(source, t)
            {
                Outcome = CheckpointOutcome.Completed,
                LiveBytes = (long)(
                    5e6 + (source == Second ? 3e6 : 0) + 100 * leak * (t - from) + 3000 * Math.Sin(12.9898 * t)
                ),
            });

    private static LoadWindow Window(int second) =>
        new(Generator, second)
        {
            Seconds = 1,
            Scenario = "shop",
            Step = "",
            Asked = 100,
            Sent = 100,
            Completed = 100,
            Latency = new LatencyCounts([2000], [100], 2e5, 2000),
        };
}
