using SoakHarness.Runs;

namespace SoakHarness.Tests.Runs;

public sealed class GrownFloorTests
{
    private const long Mega = 1 << 20;

    [Fact]
    public void A_floor_that_grew_by_a_quarter_and_sixteen_megabytes_asks_for_a_snapshot()
    {
        var floor = new GrownFloor();
        floor.Compare();

        floor.Add(100 * Mega);
        floor.Add(124 * Mega);
        floor.Reached.IsCompleted.Should().BeFalse("it is not a quarter");
        floor.Add(125 * Mega);
        floor.Reached.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public void A_small_heap_may_double_without_it()
    {
        var floor = new GrownFloor();
        floor.Compare();

        floor.Add(10 * Mega);
        floor.Add(25 * Mega);

        floor.Reached.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public void What_grew_before_there_was_a_snapshot_to_compare_with_does_not_count()
    {
        var floor = new GrownFloor();

        floor.Add(10 * Mega);
        floor.Add(200 * Mega);
        floor.Compare();
        floor.Add(210 * Mega);

        floor.Reached.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public void Another_process_is_compared_with_nothing()
    {
        var floor = new GrownFloor();
        floor.Compare();
        floor.Add(10 * Mega);
        floor.Forget();

        floor.Add(200 * Mega);

        floor.Reached.IsCompleted.Should().BeFalse();
    }
}
