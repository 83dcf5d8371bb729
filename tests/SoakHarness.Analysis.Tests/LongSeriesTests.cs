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
