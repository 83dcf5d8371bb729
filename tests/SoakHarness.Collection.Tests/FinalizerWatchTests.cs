using SoakHarness.Collection.DotNet;

namespace SoakHarness.Collection.Tests;

public sealed class FinalizerWatchTests
{
    private readonly FinalizerWatch _watch = new();

    [Fact]
    public void A_thread_that_did_not_run_since_a_checkpoint_found_work_for_it_is_blocked_and_that_is_said_once()
    {
        _watch.Notice(10, 7, 5).Should().BeNull();
        _watch.Notice(12, 7, 3).Should().BeNull();

        _watch
            .Notice(14, 7, 4)
            .Should()
            .Contain("The finalizer thread is blocked: it has not run since 10.0 s")
            .And.Contain("found 7 objects");
        _watch.Notice(16, 7, 4).Should().BeNull();
    }

    [Fact]
    public void A_thread_that_has_nothing_to_do_may_stand_still()
    {
        for (var second = 0; second < 100; second += 2)
            _watch.Notice(second, 7, 0).Should().BeNull();
    }

    [Fact]
    public void A_thread_that_runs_is_not_blocked_however_much_it_gets_to_do()
    {
        for (var second = 0; second < 100; second += 2)
            _watch.Notice(second, second, 1_000_000).Should().BeNull();
    }

    [Fact]
    public void Nothing_is_said_of_a_thread_that_cannot_be_seen()
    {
        for (var second = 0; second < 100; second += 2)
            _watch.Notice(second, null, 1_000).Should().BeNull();
    }
}
