using CsCheck;
using SoakHarness.Load.Schedules;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Tests;

public sealed class ArrivalScheduleTests
{
    private static readonly LoadPart Whole = new(1, 1);
    private static readonly Gen<(double From, double To, double Seconds)> Shapes = Gen.Select(
        Gen.Double[0, 300],
        Gen.Double[0.1, 300],
        Gen.Double[0.5, 30]
    );

    [Fact]
    public void A_constant_rate_has_equal_intervals() =>
        ArrivalSchedule.Arrivals(10, 10, 1, null, Whole).Should().HaveCount(10).And.ContainInOrder(0, 0.1, 0.2);

    [Fact]
    public void A_rate_of_one_an_hour_arrives_once_in_the_first_hour() =>
        ArrivalSchedule.Arrivals(1 / 3600.0, 1 / 3600.0, 3599, null, Whole).Should().Equal(0);

    [Fact]
    public void The_number_of_arrivals_is_the_integral_of_the_rate() =>
        Shapes.Sample(
            shape =>
            {
                var expected = (shape.From + shape.To) / 2 * shape.Seconds;
                ArrivalSchedule
                    .Arrivals(shape.From, shape.To, shape.Seconds, null, Whole)
                    .LongCount()
                    .Should()
                    .BeInRange((long)Math.Floor(expected), (long)Math.Ceiling(expected) + 1);
            },
            iter: 300
        );

    [Fact]
    public void Arrivals_ascend_and_stay_inside_the_simulation() =>
        Shapes.Sample(
            shape =>
                ArrivalSchedule
                    .Arrivals(shape.From, shape.To, shape.Seconds, null, Whole)
                    .Should()
                    .BeInAscendingOrder()
                    .And.OnlyContain(t => t >= 0 && t <= shape.Seconds + 1e-6),
            iter: 100
        );

    [Fact]
    public void The_parts_of_a_load_together_are_the_whole() =>
        Gen.Select(Shapes, Gen.Int[1, 7])
            .Sample(
                (shape, count) =>
                {
                    var whole = ArrivalSchedule.Arrivals(shape.From, shape.To, shape.Seconds, null, Whole);
                    var parts = Enumerable
                        .Range(1, count)
                        .SelectMany(n =>
                            ArrivalSchedule.Arrivals(shape.From, shape.To, shape.Seconds, null, new LoadPart(n, count))
                        );
                    parts.Order().Should().Equal(whole);
                },
                iter: 100
            );

    [Fact]
    public void Poisson_arrivals_come_at_the_asked_rate()
    {
        // 20,000 expected arrivals have a standard deviation of 141: five of them are a chance of one in a million.
        var random = new Random(7);
        var count = ArrivalSchedule.Arrivals(1000, 1000, 20, () => -Math.Log(1 - random.NextDouble()), Whole).Count();

        count.Should().BeInRange(20_000 - 705, 20_000 + 705);
    }
}
