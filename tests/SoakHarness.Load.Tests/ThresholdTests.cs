using SoakHarness.Load.Thresholds;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;

namespace SoakHarness.Load.Tests;

public sealed class ThresholdTests
{
    private static readonly LoadSummary Summary = new()
    {
        Seconds = 10,
        Whole = new StepSummary
        {
            Name = "",
            Asked = 1000,
            Sent = 1000,
            Completed = 990,
            Failed = 8,
            TimedOut = 2,
            Latency = new LatencyCounts([10_000, 200_000], [950, 50], 19_500_000, 180_000),
        },
    };

    [Theory]
    [InlineData("p99 < 250ms", true)]
    [InlineData("p99 < 100ms", false)]
    [InlineData("p50 <= 10ms", true)]
    [InlineData("max < 0.1s", false)]
    [InlineData("fail-rate < 1%", false)]
    [InlineData("fail-rate <= 1%", true)]
    [InlineData("rate >= 99% of asked", true)]
    [InlineData("rate >= 100/s", false)]
    [InlineData("rate > 5000/min", true)]
    [InlineData("allocated-per-request < 4KiB", true)]
    public void Thresholds_are_checked_against_what_was_measured(string text, bool holds)
    {
        var threshold = ThresholdParser.Parse(text, out var problem);

        problem.Should().BeNull();
        ThresholdCheck.Check(threshold!, Summary, _ => 4000).Passed.Should().Be(holds);
    }

    [Theory]
    [InlineData("p99 < 250", "duration")]
    [InlineData("p99 250ms", "no threshold")]
    [InlineData("fail-rate < 1ms", "percentage")]
    [InlineData("rate >= 10", "of asked")]
    [InlineData("", "no threshold")]
    public void A_bad_threshold_says_how_to_write_it(string text, string part)
    {
        ThresholdParser.Parse(text, out var problem).Should().BeNull();
        problem.Should().Contain(part).And.Contain("e.g.");
    }

    [Theory]
    [InlineData("home", true)]
    [InlineData("other", null)]
    public void The_only_request_of_a_scenario_is_known_by_its_name(string step, bool? holds)
    {
        var threshold = ThresholdParser.Parse($"step {step}: p99 < 250ms", out _)!;

        ThresholdCheck.Check(threshold, Summary with { OnlyStep = "home" }, _ => null).Passed.Should().Be(holds);
    }

    [Fact]
    public void What_was_not_measured_is_neither_kept_nor_broken()
    {
        var threshold = ThresholdParser.Parse("committed < 1GiB", out _)!;

        ThresholdCheck.Check(threshold, Summary, _ => null).Passed.Should().BeNull();
        ThresholdCheck
            .Check(ThresholdParser.Parse("step pay: p99 < 1s", out _)!, Summary, _ => null)
            .Measured.Should()
            .Contain("no step pay");
        ThresholdCheck
            .Check(ThresholdParser.Parse("step home: p99 < 1s from 1m", out _)!, null, _ => null)
            .Should()
            .BeEquivalentTo(new { Passed = (bool?)null, Measured = "nothing was measured" });
    }
}
