using SoakHarness.Collection.Cgroups;
using SoakHarness.Collection.Heaps;

namespace SoakHarness.Collection.Tests;

public sealed class SnapshotMethodTests
{
    private const long Mega = 1_000_000;
    private static readonly SnapshotConditions Roomy = new(
        100 * Mega,
        1 * Mega,
        8000 * Mega,
        300 * Mega,
        50_000 * Mega
    );

    private static readonly SnapshotConditions Events = Roomy with { Last = SnapshotWay.Events };
    private static readonly SnapshotConditions Unstoppable = Roomy with { NotStopped = "not permitted" };

    [Fact]
    public void Events_are_taken_where_their_buffer_fits() =>
        SnapshotMethod.Choose(Events).Should().Be(new SnapshotMethod(SnapshotWay.Events, 130, ""));

    [Theory]
    [InlineData(null, null, 128)]
    [InlineData(10, null, 128)]
    [InlineData(400, null, 520)]
    [InlineData(400, 10, 600)]
    [InlineData(4000, 10, 1024)]
    public void The_buffer_follows_the_live_bytes_or_the_objects_of_the_last_snapshot_whichever_need_more(
        int? live,
        int? objects,
        int megabytes
    ) =>
        SnapshotMethod
            .Choose(Unstoppable with { LiveBytes = live * Mega, Objects = objects * Mega })
            .Should()
            .Be(new SnapshotMethod(SnapshotWay.Events, megabytes, ""));

    [Theory]
    [InlineData(98, SnapshotWay.Events)]
    [InlineData(100, SnapshotWay.Stopped)]
    public void Of_a_large_heap_the_process_is_stopped(int live, SnapshotWay way) =>
        SnapshotMethod.Choose(Roomy with { LiveBytes = live * Mega, Objects = null }).Way.Should().Be(way);

    [Theory]
    [InlineData(SnapshotWay.Events, 10)]
    [InlineData(SnapshotWay.Events, 500)]
    [InlineData(SnapshotWay.Stopped, 10)]
    [InlineData(SnapshotWay.Stopped, 500)]
    public void The_way_stays_while_the_heap_grows_or_shrinks_so_that_its_snapshots_can_be_compared(
        SnapshotWay last,
        int live
    ) => SnapshotMethod.Choose(Roomy with { LiveBytes = live * Mega, Last = last }).Way.Should().Be(last);

    [Fact]
    public void More_objects_than_the_largest_buffer_holds_are_not_taken_by_events()
    {
        var plan = SnapshotMethod.Choose(Events with { Objects = SnapshotMethod.MostObjects + 1 });

        plan.Way.Should().Be(SnapshotWay.Stopped);
        plan.Reason.Should().Contain("16.0 million objects are more");
        SnapshotMethod.Choose(Events with { Objects = SnapshotMethod.MostObjects }).Way.Should().Be(SnapshotWay.Events);
    }

    [Theory]
    [InlineData(129, true)]
    [InlineData(130, false)]
    public void Events_are_not_taken_where_the_target_has_less_memory_left_than_the_buffer_needs(
        long headroom,
        bool isShort
    )
    {
        var plan = SnapshotMethod.Choose(Events with { Headroom = headroom * Mega });

        plan.Way.Should().Be(isShort ? SnapshotWay.Stopped : SnapshotWay.Events);
        (plan.Reason == "the event buffer of 130 MB is more than the 129 MB of memory that the target has left")
            .Should()
            .Be(isShort);
    }

    [Fact]
    public void A_dump_is_taken_where_there_is_no_room_for_events_and_the_process_may_not_be_stopped() =>
        SnapshotMethod
            .Choose(Unstoppable with { Headroom = 10 * Mega })
            .Should()
            .Be(
                new SnapshotMethod(
                    SnapshotWay.Dump,
                    130,
                    "the event buffer of 130 MB is more than the 10 MB of memory that the target has left, and the process could not be stopped (not permitted)"
                )
            );

    [Fact]
    public void Nothing_is_taken_where_no_way_is_left() =>
        SnapshotMethod
            .Choose(Unstoppable with { Headroom = 10 * Mega, FreeDisk = 100 * Mega })
            .Should()
            .Be(
                new SnapshotMethod(
                    SnapshotWay.Refuse,
                    130,
                    "the event buffer of 130 MB is more than the 10 MB of memory that the target has left, and the process could not be stopped (not permitted), and a dump of about 360 MB does not fit the 100 MB that are free on disk"
                )
            );

    [Fact]
    public void What_is_not_known_is_no_reason_against_events() =>
        SnapshotMethod.Choose(new SnapshotConditions(null, null, null, null, null)).Way.Should().Be(SnapshotWay.Events);

    [Theory]
    [InlineData("1000", "400", 600L)]
    [InlineData("1000", "1400", 0L)]
    [InlineData("max", "400", null)]
    [InlineData("9223372036854771712", "400", null)]
    [InlineData("", "", null)]
    public void A_cgroup_has_left_what_its_limit_leaves(string limit, string usage, long? left) =>
        Left(new() { ["/pod/app/memory.max"] = limit + "\n", ["/pod/app/memory.current"] = usage + "\n" })
            .Should()
            .Be(left);

    [Fact]
    public void The_group_that_holds_it_may_leave_less() =>
        Left(
                new()
                {
                    ["/pod/app/memory.max"] = "1000",
                    ["/pod/app/memory.current"] = "400",
                    ["/pod/memory.max"] = "1500",
                    ["/pod/memory.current"] = "1300",
                }
            )
            .Should()
            .Be(200);

    [Fact]
    public void Page_cache_that_is_not_in_use_is_left_as_well() =>
        Left(
                new()
                {
                    ["/pod/app/memory.max"] = "1000",
                    ["/pod/app/memory.current"] = "990",
                    ["/pod/app/memory.stat"] = "anon 300\ninactive_file 600\nactive_file 80\n",
                }
            )
            .Should()
            .Be(610);

    private static long? Left(Dictionary<string, string> files) =>
        TargetMemory.Left(new CgroupPlace(CgroupVersion.Two, "", "/pod/app"), files.GetValueOrDefault);
}
