using CsCheck;
using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

/// <summary>What must not change a verdict: the unit's zero, the unit, the clock's start.</summary>
public sealed class InvarianceTests
{
    private static readonly JudgeOptions Relative = new()
    {
        MinGrowth = new MinGrowth(0.05, GrowthUnit.PercentPerHour),
    };

    [Fact]
    public void The_start_of_the_clock_does_not_matter() =>
        Floors.Sample(floors =>
            Judge(floors with { Times = [.. floors.Times.Select(t => t + 1000)] })
                .Verdict.Should()
                .Be(Judge(floors).Verdict)
        );

    [Fact]
    public void A_larger_unit_of_values_does_not_matter() =>
        Floors.Sample(floors =>
            Judge(floors with { Metric = "load", Kind = SeriesKind.Gauge })
                .Verdict.Should()
                .Be(
                    Judge(
                        floors with
                        {
                            Metric = "load",
                            Kind = SeriesKind.Gauge,
                            Values = [.. floors.Values.Select(v => v * 1024)],
                        }
                    ).Verdict
                )
        );

    [Fact]
    public void A_leak_read_backwards_is_a_decline_and_no_leak() =>
        Floors.Sample(floors =>
        {
            if (Judge(floors).Verdict == Verdict.Leak)
                Judge(floors with { Values = [.. floors.Values.Reverse()] }).Verdict.Should().NotBe(Verdict.Leak);
        });

    [Fact]
    public void Confidence_is_a_share_and_one_half_when_nothing_is_known() =>
        Floors.Sample(floors =>
        {
            var finding = Judge(floors);
            finding.Confidence.Should().BeInRange(0.5, 1);
            (finding.Confidence > 0.5).Should().Be(finding.Verdict != Verdict.Inconclusive);
        });

    /// <summary>24 floors: a level of 20 MB, growth of -2 to 4 MB, noise of some kilobytes.</summary>
    private static Gen<JudgedSeries> Floors { get; } =
        from growth in Gen.Double[-2e6, 4e6]
        from noise in Gen.Double[-1, 1].Array[24]
        from size in Gen.Double[2e3, 2e5]
        select new JudgedSeries(
            "live_heap_bytes",
            SeriesKind.Floor,
            [.. Enumerable.Range(0, 24).Select(i => 5.0 * i)],
            [.. noise.Select((e, i) => 20e6 + growth * i / 23 + size * e)],
            [.. Enumerable.Range(0, 24).Select(i => 250.0 * i)]
        );

    private static MetricFinding Judge(JudgedSeries series) => SeriesJudge.Judge(series, Relative);
}
