using CsCheck;
using SoakHarness.Load.Schedules;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Tests.Schedules;

public sealed class ArrivalScheduleTests
{
    private static readonly LoadPart Whole = new(1, 1);

    private static readonly Gen<(double From, double To, double Seconds)> Ramp = Gen.Select(
        Gen.Double[0, 200],
        Gen.Double[0.1, 200],
        Gen.Double[0.1, 30]
    );

    [Fact]
    public void A_constant_rate_gives_equal_intervals_from_the_start() =>
        ArrivalSchedule.Arrivals(4, 4, 1, null, Whole).Should().Equal(0, 0.25, 0.5, 0.75);

    [Fact]
    public void A_ramp_from_nothing_gives_half_of_its_end_rate() =>
        ArrivalSchedule.Arrivals(0, 10, 2, null, Whole).Should().HaveCount(10).And.BeInAscendingOrder();

    [Fact]
    public void The_number_of_arrivals_is_the_integral_of_the_rate() =>
        Ramp.Sample(ramp =>
        {
            var integral = (ramp.From + ramp.To) / 2 * ramp.Seconds;
            return Math.Abs(All(ramp, Whole).Length - integral) <= 1;
        });

    [Fact]
    public void Arrivals_ascend_and_lie_within_the_simulation() =>
        Ramp.Sample(ramp =>
        {
            var times = All(ramp, Whole);
            return times.Zip(times.Skip(1)).All(pair => pair.First < pair.Second)
                && times.All(t => t >= 0 && t <= ramp.Seconds);
        });

    [Fact]
    public void The_parts_of_a_load_are_together_the_whole() =>
        Gen.Select(Ramp, Gen.Int[1, 5])
            .Sample(
                (ramp, count) =>
                {
                    var parts = Enumerable
                        .Range(1, count)
                        .SelectMany(number => All(ramp, new LoadPart(number, count)))
                        .Order();
                    return parts.SequenceEqual(All(ramp, Whole));
                }
            );

    [Fact]
    public void Random_arrivals_keep_the_mean_rate()
    {
        var random = new Random(7);

        var count = ArrivalSchedule.Arrivals(100, 100, 100, () => -Math.Log(1 - random.NextDouble()), Whole).Count();

        // 10,000 expected; the standard deviation of a Poisson count is 100, and 5 of them are allowed.
        count.Should().BeInRange(9_500, 10_500);
    }

    private static double[] All((double From, double To, double Seconds) ramp, LoadPart part) =>
        [.. ArrivalSchedule.Arrivals(ramp.From, ramp.To, ramp.Seconds, null, part)];
}
