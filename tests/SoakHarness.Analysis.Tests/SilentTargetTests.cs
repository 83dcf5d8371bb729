using SoakHarness.Model.Recordings;

namespace SoakHarness.Analysis.Tests;

public sealed class SilentTargetTests
{
    [Fact]
    public void A_target_from_which_nothing_came_back_any_more_is_said_to_hang() =>
        HarnessCheck
            .Doubts(Answering(until: 12, seconds: 40, inFlight: 256))
            .Should()
            .ContainSingle()
            .Which.Should()
            .Contain("The target hung")
            .And.Contain("last 28 s")
            .And.Contain("256 requests");

    [Fact]
    public void A_target_that_answers_to_the_end_does_not_hang() =>
        HarnessCheck.Doubts(Answering(until: 40, seconds: 40, inFlight: 256)).Should().BeEmpty();

    [Fact]
    public void A_load_that_asks_for_nothing_gets_no_answer() =>
        HarnessCheck.Doubts(Answering(until: 12, seconds: 40, inFlight: 0)).Should().BeEmpty();

    [Fact]
    public void In_a_long_run_a_short_silence_at_the_end_is_no_hang() =>
        HarnessCheck.Doubts(Answering(until: 980, seconds: 1000, inFlight: 5)).Should().BeEmpty();

    private static Recording Answering(int until, int seconds, int inFlight) =>
        new()
        {
            Identity = new RunIdentity
            {
                RunId = "r",
                Scenario = "s",
                StartedAt = DateTimeOffset.UnixEpoch,
            },
            Load =
            [
                .. Enumerable
                    .Range(1, seconds)
                    .Select(second => new LoadWindow(new Source(SourceRole.Generator, "h", "soak", 1), second)
                    {
                        Seconds = 1,
                        Scenario = "s",
                        Step = "",
                        Asked = inFlight > 0 ? 20 : 0,
                        Completed = second <= until ? 20 : 0,
                        InFlight = inFlight,
                    }),
            ],
        };
}
