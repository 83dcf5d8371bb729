using SoakHarness.Load.Summaries;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Tests;

public sealed class VoidRuleTests
{
    [Theory]
    [InlineData(1000, 1000, 0)]
    [InlineData(1000, 990, 0)]
    [InlineData(1000, 0, 1000)]
    [InlineData(51, 50, 0)]
    [InlineData(2, 0, 0)]
    public void What_was_answered_or_on_its_way_was_delivered(long asked, long completed, long failed) =>
        VoidRule.Reason(Summary(asked, completed) with { Failed = failed }, new LoadSpec()).Should().BeNull();

    [Theory]
    [InlineData(1000, 989)]
    [InlineData(10, 7)]
    public void A_run_that_delivered_less_proves_nothing(long asked, long completed) =>
        VoidRule.Reason(Summary(asked, completed), new LoadSpec()).Should().Contain($"{completed} of {asked}");

    [Fact]
    public void The_reason_says_that_the_target_was_too_slow() =>
        VoidRule.Reason(Summary(100, 50) with { TimedOut = 50 }, new LoadSpec()).Should().Contain("50 timed out");

    private static StepSummary Summary(long asked, long completed) =>
        new()
        {
            Name = "all",
            Asked = asked,
            Sent = asked,
            Completed = completed,
        };
}
