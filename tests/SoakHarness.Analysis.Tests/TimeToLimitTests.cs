using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

/// <summary>
/// When the memory limit is reached: forty floors, ten seconds apart, and a limit as far above the last one as the run
/// grew by, or a twentieth of that.
/// </summary>
public sealed class TimeToLimitTests
{
    private const int Floors = 40;
    private const double Seconds = 10 * (Floors - 1);
    private const double Grown = 4e6;

    [Theory]
    [InlineData(1)]
    [InlineData(0.05)]
    public void The_interval_of_a_line_holds_the_truth_as_often_as_it_says(double ahead)
    {
        var inside = Enumerable
            .Range(1, 200)
            .Select(seed => Limit(t => t, seed, ahead))
            .Count(left => left.Low <= ahead * Seconds && ahead * Seconds <= left.High);

        // 90 % of 200 is 180, with a standard deviation of 4.2; it may be too careful, not too sure.
        inside.Should().BeGreaterThanOrEqualTo(168);
    }

    [Fact]
    public void Growth_that_gets_faster_is_not_given_the_time_of_its_present_rate()
    {
        // t * t reaches 2 at the square root of 2.
        var truth = (Math.Sqrt(2) - 1) * Seconds;

        var left = Limit(t => t * t, 1, 1);

        left.Low.Should().BeLessThanOrEqualTo(truth);
        left.High.Should().BeGreaterThanOrEqualTo(truth);
        // Its rate at the end is two runs' growth a run: half a run at that rate.
        left.Estimate.Should().BeLessThan(0.47 * Seconds);
    }

    private static Interval Limit(Func<double, double> growth, int seed, double ahead)
    {
        var random = new Random(seed);
        double[] t = [.. Enumerable.Range(0, Floors).Select(i => i / (Floors - 1.0))];
        var series = new JudgedSeries(
            "live-heap",
            SeriesKind.Floor,
            [.. t.Select(x => Seconds * x)],
            [.. t.Select(x => 50e6 + Grown * growth(x) + 100e3 * Gauss(random))],
            [.. t.Select(x => 50 * Seconds * x)]
        );
        var finding = SeriesJudge.Judge(
            series,
            new JudgeOptions { Ceiling = new Ceiling(50e6 + Grown * (1 + ahead), Ceiling.Memory, "its limit") }
        );
        finding.Verdict.Should().Be(Verdict.Leak);
        return finding.SecondsToLimit!;
    }

    private static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
