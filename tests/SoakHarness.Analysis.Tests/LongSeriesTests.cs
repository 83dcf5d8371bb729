using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

/// <summary>Series of a size that anything quadratic in their length would not survive.</summary>
public sealed class LongSeriesTests
{
    private const int Points = 300_000;

    [Theory]
    [InlineData(SeriesKind.Floor)]
    [InlineData(SeriesKind.Gauge)]
    public void Days_of_samples_are_judged_as_a_few_are(SeriesKind kind)
    {
        Judge(kind, _ => 0).Verdict.Should().Be(Verdict.Clean);
        Judge(kind, t => 20e6 * t).Verdict.Should().Be(Verdict.Leak);
    }

    [Fact]
    public void A_passive_heap_of_days_is_clean_where_it_stays_level() =>
        Judge(SeriesKind.ManagedHeap, t => 5e6 * (t * 300 % 1)).Verdict.Should().Be(Verdict.Clean);

    [Fact]
    public void A_passive_heap_that_was_read_last_in_the_first_third_is_not_called_clean() =>
        Judge(SeriesKind.ManagedHeap, t => t < 0.3 ? 5e6 * (t * 300 % 1) : 0, noise: t => t < 0.3 ? 1e5 : 0)
            .Code.Should()
            .Be(ReasonCode.NoFloor);

    [Fact]
    public void A_passive_heap_of_days_leaks_where_what_collections_leave_keeps_rising() =>
        Judge(SeriesKind.ManagedHeap, t => 20e6 * t + 5e6 * (t * 300 % 1)).Verdict.Should().Be(Verdict.Leak);

    [Fact]
    public void A_table_that_doubled_for_half_of_a_very_long_series_is_clean_unless_it_goes_on()
    {
        static double Doubled(double t) => (t > 0.12 ? 1 : 0) + (t > 0.24 ? 2 : 0) + (t > 0.48 ? 4 : 0);

        // Noise moves one in four of such ends by more than a calm one moves; without looking at ends it is none.
        Enumerable.Range(1, 8).Count(seed => Judge(seed, Doubled).Verdict == Verdict.Clean).Should().BeGreaterThan(3);
        for (var seed = 1; seed <= 8; seed++)
        {
            Judge(seed, t => Doubled(t) + (t > 0.8 ? 4 : 0)).Verdict.Should().NotBe(Verdict.Clean);
            Judge(seed, t => 7 * t).Verdict.Should().Be(Verdict.Leak);
        }
    }

    /// <summary>Seven thousand seconds: a level of 100 MB, noise of 1 %, and a shape in parts of 10 MB.</summary>
    private static MetricFinding Judge(int seed, Func<double, double> shape)
    {
        var random = new Random(seed);
        double[] times = [.. Enumerable.Range(0, 7000).Select(i => (double)i)];
        double[] values = [.. times.Select(t => 100e6 + 10e6 * shape(t / 7000) + 3e6 * (random.NextDouble() - 0.5))];
        return SeriesJudge.Judge(
            new JudgedSeries("live_heap_bytes", SeriesKind.Floor, times, values, null),
            new JudgeOptions { MinGrowth = new MinGrowth(0.05, GrowthUnit.PercentPerHour) }
        );
    }

    private static MetricFinding Judge(SeriesKind kind, Func<double, double> growth, Func<double, double>? noise = null)
    {
        var random = new Random(3);
        double[] times = [.. Enumerable.Range(0, Points).Select(i => (double)i)];
        double[] values =
        [
            .. times.Select(t => 50e6 + growth(t / Points) + (noise?.Invoke(t / Points) ?? 1e5) * random.NextDouble()),
        ];
        var (series, _) = IdleReading.Split(new JudgedSeries("live_heap_bytes", kind, times, values, null));
        return SeriesJudge.Judge(
            series,
            new JudgeOptions { MinGrowth = new MinGrowth(0.05, GrowthUnit.PercentPerHour) }
        );
    }
}
