using SoakHarness.Runs;

namespace SoakHarness.Tests.Runs;

public sealed class SnapshotPlanTests
{
    [Fact]
    public void Three_snapshots_are_two_during_the_load_and_one_after_it() =>
        SnapshotPlan
            .Create(3, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(100))
            .Should()
            .Equal(("warm", TimeSpan.FromSeconds(30)), ("middle", TimeSpan.FromSeconds(70)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void One_or_none_needs_no_snapshot_during_the_load(int count) =>
        SnapshotPlan.Create(count, TimeSpan.Zero, TimeSpan.FromSeconds(100)).Should().BeEmpty();

    [Fact]
    public void Of_a_load_of_unknown_length_one_is_taken_early_and_one_after_it()
    {
        SnapshotPlan
            .Create(3, TimeSpan.FromSeconds(30), TimeSpan.Zero)
            .Should()
            .Equal(("warm", TimeSpan.FromSeconds(30)));
        SnapshotPlan.Create(3, TimeSpan.Zero, TimeSpan.Zero).Should().Equal(("warm", TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Many_are_spread_evenly_and_stay_inside_the_load()
    {
        var plan = SnapshotPlan.Create(6, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(100));

        plan.Select(p => p.At.TotalSeconds).Should().BeInAscendingOrder().And.OnlyContain(t => t > 10 && t < 110);
        plan.Select(p => p.Label).Should().OnlyHaveUniqueItems();
    }
}
