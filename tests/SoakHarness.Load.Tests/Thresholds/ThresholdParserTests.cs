using SoakHarness.Load.Thresholds;

namespace SoakHarness.Load.Tests.Thresholds;

public sealed class ThresholdParserTests
{
    [Theory]
    [InlineData("p99 < 250ms", "p99", "<", 0.25)]
    [InlineData("p99.9<=1s", "p99.9", "<=", 1)]
    [InlineData("mean < 80us", "mean", "<", 80e-6)]
    [InlineData("fail-rate < 1%", "fail-rate", "<", 0.01)]
    [InlineData("rate > 100/s", "rate", ">", 100)]
    [InlineData("rate >= 60/min", "rate", ">=", 1)]
    [InlineData("allocated-per-request < 4KiB", "allocated-per-request", "<", 4096)]
    public void A_threshold_has_a_quantity_a_comparison_and_a_bound(
        string text,
        string quantity,
        string compare,
        double bound
    )
    {
        var threshold = ThresholdParser.Parse(text, out var problem);

        problem.Should().BeNull();
        threshold!.Quantity.Should().Be(quantity);
        threshold.Comparison.Should().Be(compare);
        threshold.Bound.Should().BeApproximately(bound, bound * 1e-12);
    }

    [Fact]
    public void A_threshold_may_be_about_one_step_its_service_time_or_the_rate_asked_for()
    {
        ThresholdParser
            .Parse("step pay now: service-time p50 < 1s", out _)
            .Should()
            .BeEquivalentTo(
                new
                {
                    Step = "pay now",
                    IsServiceTime = true,
                    Quantity = "p50",
                }
            );
        ThresholdParser
            .Parse("rate >= 99% of asked", out _)
            .Should()
            .BeEquivalentTo(new { IsOfAsked = true, Bound = 0.99 });
    }

    [Theory]
    [InlineData("fail-rate < 1")]
    [InlineData("fail-rate <= 5")]
    [InlineData("gc-pause-ratio < 100%")]
    public void A_share_that_every_run_keeps_is_refused(string text)
    {
        ThresholdParser.Parse(text, out var problem).Should().BeNull();

        problem.Should().Contain("holds for every run").And.Contain("1%");
    }

    [Fact]
    public void A_share_may_be_written_without_a_percent_sign() =>
        ThresholdParser.Parse("fail-rate < 0.05", out _)!.Bound.Should().Be(0.05);

    [Theory]
    [InlineData("")]
    [InlineData("p99")]
    [InlineData("p99 = 1s")]
    [InlineData("p99 < 250")]
    [InlineData("p99 < -1s")]
    [InlineData("fail-rate < 10ms")]
    [InlineData("rate >= 99%")]
    public void Anything_else_says_what_is_wrong_and_how_to_write_it(string text)
    {
        ThresholdParser.Parse(text, out var problem).Should().BeNull();
        problem.Should().Contain($"`{text}`").And.Contain("p99 < 250ms");
    }

    [Theory]
    [InlineData("p101 < 3ms", "below 100")]
    [InlineData("p0 < 3", "above 0")]
    [InlineData("service-time rate > 3/s", "`service-time` is only for")]
    [InlineData("service-time fail-rate < 1%", "`service-time` is only for")]
    [InlineData("step pay: allocated-per-request < 3KiB", "`step NAME:`")]
    [InlineData("rss < 3MiB from 1m", "`from`")]
    [InlineData("rss < 3MiB or abort", "`or abort`")]
    public void What_a_quantity_does_not_have_is_refused(string text, string why)
    {
        ThresholdParser.Parse(text, out var problem).Should().BeNull();
        problem.Should().Contain($"`{text}`").And.Contain(why);
    }

    [Theory]
    [InlineData("p99 < 1s", 0.5, true)]
    [InlineData("p99 < 1s", 1, false)]
    [InlineData("p99 <= 1s", 1, true)]
    [InlineData("rate > 1/s", 1, false)]
    [InlineData("rate >= 1/s", 1, true)]
    public void A_threshold_holds_or_not(string text, double value, bool holds) =>
        ThresholdParser.Parse(text, out _)!.Holds(value).Should().Be(holds);
}
