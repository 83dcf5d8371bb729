using SoakHarness.Model.Recordings;
using SoakHarness.Runs;

namespace SoakHarness.Tests.Runs;

public sealed class MetricMeansTests
{
    private static readonly Source Target = new(SourceRole.Target, "h", "app", 1);
    private static readonly Source Generator = new(SourceRole.Generator, "h", "soak", 2);

    private static readonly Recording Run = new()
    {
        Identity = new RunIdentity
        {
            RunId = "run",
            Scenario = "s",
            StartedAt = DateTimeOffset.UnixEpoch,
        },
        Events = [Phase(0, "warm-up"), Phase(10, "inject 10/s"), Phase(20, "drain"), Phase(30, "end")],
        Series =
        [
            new Series(Generator, "rss", [15], [9999]),
            new Series(Target, "rss", [5, 12, 18, 25], [1000, 10, 20, 2000]),
            new Series(Target, "cpu", [5, 9, 15, 19, 25], [100, 101, 103, 104, 109]),
            new Series(Target, "exceptions", [15, 19], [3, 4]),
            new Series(Target, "heap", [5], [7]),
        ],
        Checkpoints =
        [
            Floor(5, 1000),
            Floor(12, 30),
            Floor(18, 50),
            new Checkpoint(Target, 19) { Outcome = CheckpointOutcome.NoCollection },
            Floor(19.5, 9000) with
            {
                IsDrained = true,
            },
        ],
    };

    [Theory]
    [InlineData("rss", 15)]
    [InlineData("live-heap", 40)]
    public void A_gauge_and_the_floor_are_averaged_over_the_load_alone(string metric, double mean) =>
        MetricMeans.Of(Run, null, metric).Should().Be(mean);

    [Theory]
    [InlineData("cpu", 3)]
    [InlineData("exceptions", 4)]
    public void Of_a_total_what_the_load_added_counts(string metric, double added) =>
        MetricMeans.Of(Run, null, metric).Should().Be(added);

    [Theory]
    [InlineData("heap")]
    [InlineData("threads")]
    [InlineData("allocated-per-request")]
    public void What_was_not_measured_while_the_load_ran_has_no_value(string metric) =>
        MetricMeans.Of(Run, null, metric).Should().BeNull();

    [Fact]
    public void A_recording_without_phases_counts_as_a_whole() =>
        MetricMeans.Of(Run with { Events = [] }, null, "heap").Should().Be(7);

    private static RunEvent Phase(double time, string name) => new(Generator, time, RunEventKind.Phase, name);

    private static Checkpoint Floor(double time, long bytes) =>
        new(Target, time) { Outcome = CheckpointOutcome.Completed, LiveBytes = bytes };
}
