using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

/// <summary>
/// Floors of 30 points over 75 s at 40 requests a second, as of a MemoryCache, which drops what has expired once a
/// minute.
/// </summary>
public sealed class GivenBackTests
{
    private const int Points = 30;
    private const double Seconds = 75;
    private const double Rate = 40;
    private const double BytesPerRequest = 1700;

    [Theory]
    [InlineData(0.4)]
    [InlineData(0.6)]
    [InlineData(0.8)]
    [InlineData(0.9)]
    public void Growth_that_one_fall_took_back_is_no_leak_whenever_it_comes(double at)
    {
        for (var seed = 1; seed <= 40; seed++)
            Judge(t => t < at ? t : t - at, seed).Verdict.Should().NotBe(Verdict.Leak, $"seed {seed}");
    }

    [Fact]
    public void A_third_that_stays_behind_at_each_fall_is_not_decided_by_the_first()
    {
        var finding = Judge(t => t < 0.55 ? t : t - 0.37, 1);

        finding.Verdict.Should().Be(Verdict.Inconclusive);
        finding.Reason.Should().Contain("gave back");
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.1)]
    public void A_leak_beside_which_something_small_was_freed_once_is_one(double freed)
    {
        for (var seed = 1; seed <= 40; seed++)
            Judge(t => t < 0.5 ? t : t - freed, seed).Verdict.Should().Be(Verdict.Leak, $"seed {seed}");
    }

    [Fact]
    public void A_heap_that_began_high_and_fell_before_it_grew_gave_nothing_back() =>
        Judge(t => t + 2 * Math.Exp(-t / 0.05), 1).Verdict.Should().Be(Verdict.Leak);

    [Theory]
    [InlineData(new[] { 1.0, 5, 2, 6 }, 3)]
    [InlineData(new[] { 9.0, 5, 2, 1 }, 0)]
    [InlineData(new[] { 1.0, 2, 3 }, 0)]
    [InlineData(new[] { 8.0, 2, 4, 0 }, 2)]
    [InlineData(new[] { 3.0, 4, 0, 9, 8 }, 1)]
    public void What_was_undone_is_a_fall_up_to_the_rise_before_it(double[] values, double undone) =>
        Gates.LargestUndone(values).Should().Be(undone);

    private static MetricFinding Judge(Func<double, double> growth, int seed)
    {
        var noise = new Random(seed);
        double[] t = [.. Enumerable.Range(0, Points).Select(i => i / (Points - 1.0))];
        var series = new JudgedSeries(
            "live-heap",
            SeriesKind.Floor,
            [.. t.Select(at => at * Seconds)],
            [
                .. t.Select(at =>
                    2e6 + growth(at) * Seconds * Rate * BytesPerRequest + 6000 * (noise.NextDouble() - 0.5)
                ),
            ],
            [.. t.Select(at => at * Seconds * Rate)]
        );
        return SeriesJudge.Judge(
            series,
            new JudgeOptions { MinGrowth = new MinGrowth(1024 * 1024, GrowthUnit.BytesPerHour) }
        );
    }
}
