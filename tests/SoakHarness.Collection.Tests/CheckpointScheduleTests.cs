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
        var schedule = new CheckpointSchedule(new CheckpointSpec { Every = TimeSpan.FromSeconds(10) }, new Random(1));

        Walk(schedule, 100, pauseMs: 5000).Should().HaveCount(9);
    }

    [Fact]
    public void No_checkpoints_means_none() => new CheckpointSchedule(null, new Random(1)).Next(5).Should().BeNull();

    [Fact]
    public void A_run_of_a_minute_has_two_dozen_floors_and_a_run_of_days_a_few_thousand_at_most()
    {
        Walk(Adaptive(), 60, 2).Should().HaveCountGreaterThanOrEqualTo(24);
        Walk(Adaptive(), 2 * 86_400, 2).Should().HaveCountLessThan(2_000);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(240)]
    [InlineData(2000)]
    public void Adaptive_checkpoints_never_pause_the_target_for_more_than_one_percent_of_the_time_or_three_at_first(
        double pauseMs
    )
    {
        var taken = Walk(Adaptive(), 3600, pauseMs);

        var first = taken.Count(time => time < 120);
        // The first comes before any pause is known.
        ((first - 1) * pauseMs / 1000 / 120)
            .Should()
            .BeLessThanOrEqualTo(0.03);
        ((taken.Count - first) * pauseMs / 1000 / 3480).Should().BeLessThanOrEqualTo(0.0105);
    }

    [Fact]
    public void A_run_of_a_minute_has_floors_to_judge_where_each_of_them_pauses_for_long() =>
        Walk(Adaptive(), 60, 140).Should().HaveCountGreaterThanOrEqualTo(12);

    [Fact]
    public void One_pause_that_was_drawn_out_costs_a_short_run_few_floors()
    {
        var taken = Walk(Adaptive(), 60, number => number == 4 ? 300 : 15);

        taken.Should().HaveCountGreaterThanOrEqualTo(24);
    }

    [Fact]
    public void Pauses_that_vary_keep_the_share_too()
    {
        Func<int, double> pauses = number => number % 2 == 0 ? 900 : 10;
        var taken = Walk(Adaptive(), 3600, pauses);

        (Enumerable.Range(0, taken.Count).Sum(pauses) / 1000 / 3600).Should().BeLessThanOrEqualTo(0.0115);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_a_service_does_every_two_seconds_is_seen_in_all_its_phases(int seed)
    {
        var schedule = new CheckpointSchedule(new CheckpointSpec(), new Random(seed));

        var quarters = Walk(schedule, 60, 5).Select(time => (int)(time % 2 / 0.5)).ToArray();

        quarters.CountBy(quarter => quarter).Should().HaveCount(4);
        quarters.CountBy(quarter => quarter).Should().OnlyContain(seen => seen.Value < quarters.Length / 2);
    }

    [Fact]
    public void When_the_next_is_due_does_not_change_by_asking()
    {
        var schedule = Adaptive();
        schedule.Taken(10, null);

        schedule.Next(10.5).Should().Be(schedule.Next(10));
    }

    private static CheckpointSchedule Adaptive() => new(new CheckpointSpec(), new Random(1));

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
                new Checkpoint(Target, now)
                {
                    Outcome = CheckpointOutcome.Completed,
                    PauseMs = pauseMs(taken.Count - 1),
                }
            );
        }

        return taken;
    }
}
