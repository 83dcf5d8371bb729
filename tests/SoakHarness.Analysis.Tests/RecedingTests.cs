using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

/// <summary>
/// What is said where a run has been as open all along: floors every ten seconds that rise by a logarithm.
/// </summary>
public sealed class RecedingTests
{
    private const int Floors = 400;

    [Fact]
    public void A_run_that_was_as_open_all_along_is_not_told_to_go_on()
    {
        var finding = SeriesJudge.Judge(Logarithm(Floors), new JudgeOptions());

        finding.Verdict.Should().Be(Verdict.Inconclusive);
        finding.MoreMinutes.Should().BeNull();
        finding.MoreMinutesHigh.Should().BeNull();
        finding.Reason.Should().Contain("more time alone may not decide it").And.Contain("verdict.min-growth");
    }

    [Fact]
    public void A_run_that_is_young_is_told_how_long_to_go_on()
    {
        var finding = SeriesJudge.Judge(Logarithm(Floors / 16), new JudgeOptions());

        finding.Verdict.Should().Be(Verdict.Inconclusive);
        finding.MoreMinutesHigh.Should().BeGreaterThan(finding.MoreMinutes!.Value);
    }

    [Fact]
    public void The_growth_that_is_said_to_be_excluded_makes_the_run_clean_as_min_growth()
    {
        var told = SeriesJudge.Judge(Logarithm(Floors), new JudgeOptions()).Reason;
        var amount = System.Text.RegularExpressions.Regex.Match(told, @"above ([\d.]+) MB/h").Groups[1].Value;
        // Rounded up, as three digits are told.
        var perHour = 1.005 * 1e6 * double.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);

        SeriesJudge
            .Judge(Logarithm(Floors), new JudgeOptions { MinGrowth = new MinGrowth(perHour, GrowthUnit.BytesPerHour) })
            .Verdict.Should()
            .Be(Verdict.Clean);
    }

    [Theory]
    [InlineData(4_096, 20, 60)]
    [InlineData(100_000, 0.5, 10)]
    public void Memory_outside_the_heap_is_convicted_after_the_time_it_is_told_to_go_on_for(
        int bytesEach,
        double fewest,
        double most
    )
    {
        var finding = SeriesJudge.Judge(Native(100, bytesEach), new JudgeOptions());

        finding.Code.Should().Be(ReasonCode.TooShort);
        finding.MoreMinutes.Should().BeInRange(fewest, most, "it grows by so much that no warm-up explains it, or not");
        var more = (int)Math.Ceiling(60 * finding.MoreMinutes!.Value);
        SeriesJudge.Judge(Native(100 + more, bytesEach), new JudgeOptions()).Verdict.Should().Be(Verdict.Leak);
    }

    /// <summary>A reading a second of memory that grows by so much each second.</summary>
    private static JudgedSeries Native(int seconds, int bytesEach)
    {
        var random = new Random(7);
        double[] times = [.. Enumerable.Range(0, seconds).Select(i => (double)i)];
        return new JudgedSeries(
            "native-memory",
            SeriesKind.NativeMemory,
            times,
            [.. times.Select(t => 50e6 + bytesEach * t + 20e3 * random.NextDouble())],
            null
        );
    }

    private static JudgedSeries Logarithm(int count)
    {
        var random = new Random(7);
        double[] times = [.. Enumerable.Range(0, count).Select(i => 10.0 * i)];
        return new JudgedSeries(
            "live-heap",
            SeriesKind.Floor,
            times,
            [.. times.Select(t => 20e6 + 3e6 * Math.Log(1 + t / 20) + 30e3 * (2 * random.NextDouble() - 1))],
            [.. times.Select(t => 50 * t)]
        );
    }
}
