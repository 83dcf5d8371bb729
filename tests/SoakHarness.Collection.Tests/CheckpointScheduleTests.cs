using SoakHarness.Collection.Checkpoints;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Collection.Tests;

public sealed class CheckpointScheduleTests
{
    private static readonly Source Target = new(SourceRole.Target, "host", "app", 1);

    [Fact]
    public void A_spacing_that_was_given_is_kept()
    {
        var schedule = new CheckpointSchedule(new CheckpointSpec { Every = TimeSpan.FromSeconds(10) });

        Walk(schedule, 100, pauseMs: 5000).Should().HaveCount(9);
    }

    [Fact]
    public void No_checkpoints_means_none() => new CheckpointSchedule(null).Next(5).Should().BeNull();

    [Fact]
    public void A_run_of_a_minute_has_two_dozen_floors_and_a_run_of_days_a_few_thousand_at_most()
    {
        Walk(new CheckpointSchedule(new CheckpointSpec()), 60, 2).Should().HaveCountGreaterThanOrEqualTo(24);
        Walk(new CheckpointSchedule(new CheckpointSpec()), 2 * 86_400, 2).Should().HaveCountLessThan(2_000);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(240)]
    [InlineData(2000)]
    public void Adaptive_checkpoints_never_pause_the_target_for_more_than_one_percent_of_the_time_or_three_at_first(double pauseMs)
    {
        var taken = Walk(new CheckpointSchedule(new CheckpointSpec()), 3600, pauseMs);

        var first = taken.Count(time => time < 120);
        // The first comes before any pause is known.
        ((first - 1) * pauseMs / 1000 / 120).Should().BeLessThanOrEqualTo(0.03);
        ((taken.Count - first) * pauseMs / 1000 / 3480).Should().BeLessThanOrEqualTo(0.0105);
    }

    [Fact]
    public void A_run_of_a_minute_has_floors_to_judge_where_each_of_them_pauses_for_long() =>
        Walk(new CheckpointSchedule(new CheckpointSpec()), 60, 140).Should().HaveCountGreaterThanOrEqualTo(12);

    [Fact]
    public void One_pause_that_was_drawn_out_costs_a_short_run_few_floors()
    {
        var taken = Walk(new CheckpointSchedule(new CheckpointSpec()), 60, number => number == 4 ? 300 : 15);

        taken.Should().HaveCountGreaterThanOrEqualTo(24);
    }

    [Fact]
    public void Pauses_that_vary_keep_the_share_too()
    {
        Func<int, double> pauses = number => number % 2 == 0 ? 900 : 10;
        var taken = Walk(new CheckpointSchedule(new CheckpointSpec()), 3600, pauses);

        (Enumerable.Range(0, taken.Count).Sum(pauses) / 1000 / 3600).Should().BeLessThanOrEqualTo(0.0115);
    }

    private static List<double> Walk(CheckpointSchedule schedule, double until, double pauseMs) =>
        Walk(schedule, until, _ => pauseMs);

    private static List<double> Walk(CheckpointSchedule schedule, double until, Func<int, double> pauseMs)
    {
        var taken = new List<double>();
        var now = 0.0;
        while (schedule.Next(now) is { } next && next < until)
        {
            now = next;
            taken.Add(now);
            schedule.Taken(
                now,
                new Checkpoint(Target, now) { Outcome = CheckpointOutcome.Completed, PauseMs = pauseMs(taken.Count - 1) }
            );
        }

        return taken;
    }
}
