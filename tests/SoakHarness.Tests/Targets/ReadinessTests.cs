using SoakHarness.Targets;

namespace SoakHarness.Tests.Targets;

public sealed class ReadinessTests
{
    [Fact]
    public void Nothing_is_said_about_the_output_of_a_target_that_the_harness_does_not_hear() =>
        Readiness.Output(FoundTarget.Address(new Uri("http://127.0.0.1:1"))).Should().BeEmpty();

    [Theory]
    [InlineData(0.05, "it answered 503", "it answered 503")]
    [InlineData(4, "it answered 503", "it accepted the connection but did not answer")]
    [InlineData(0.05, null, "it accepted the connection but did not answer")]
    public void A_request_that_the_deadline_cuts_off_does_not_hide_what_was_answered(
        double waited,
        string? last,
        string told
    ) => Readiness.Unanswered(TimeSpan.FromSeconds(waited), last).Should().Be(told);
}
