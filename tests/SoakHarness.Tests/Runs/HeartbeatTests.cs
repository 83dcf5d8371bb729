using SoakHarness.Runs;

namespace SoakHarness.Tests.Runs;

public sealed class HeartbeatTests
{
    [Fact]
    public void A_process_that_misses_too_many_beats_in_a_row_hangs()
    {
        var heart = new Heartbeat(patience: 2);
        heart.Heard();

        heart.Due().Should().BeFalse();
        heart.Due().Should().BeFalse();
        heart.Due().Should().BeTrue();
    }

    [Fact]
    public void A_word_now_and_then_is_enough()
    {
        var heart = new Heartbeat(patience: 2);
        for (var round = 0; round < 10; round++)
        {
            heart.Heard();
            heart.Due().Should().BeFalse();
            heart.Due().Should().BeFalse();
        }
    }

    [Fact]
    public void A_process_that_is_still_starting_does_not_hang()
    {
        var heart = new Heartbeat(patience: 2);

        Enumerable.Range(0, 10).Should().OnlyContain(_ => !heart.Due());
    }
}
