using SoakHarness.Collection.Cgroups;

namespace SoakHarness.Collection.Tests.Cgroups;

/// <summary>Texts as kernels write them, of both versions.</summary>
public sealed class CgroupTests
{
    private const string MountsOfOne = """
        31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
        32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct
        35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
        41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
        """;

    private const string MountsOfTwo =
        "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot\n";

    private const string MembershipInOne = "9:name=systemd:/\n4:memory:/shop/web\n2:cpu,cpuacct:/\n0::/\n";

    private static readonly Dictionary<string, string> None = [];

    [Fact]
    public void The_memory_group_of_version_1_is_found_beside_an_empty_version_2()
    {
        var place = CgroupPlace.Find("memory", MembershipInOne, MountsOfOne)!;

        place.Version.Should().Be(CgroupVersion.One);
        place
            .Folders.Should()
            .Equal("/sys/fs/cgroup/memory/shop/web", "/sys/fs/cgroup/memory/shop", "/sys/fs/cgroup/memory");
    }

    [Fact]
    public void The_group_of_version_2_is_found()
    {
        var place = CgroupPlace.Find("memory", "0::/user.slice/user-1000.slice/shop.scope\n", MountsOfTwo)!;

        place.Version.Should().Be(CgroupVersion.Two);
        place.Folders.First().Should().Be("/sys/fs/cgroup/user.slice/user-1000.slice/shop.scope");
        place.Folders.Should().HaveCount(4).And.EndWith("/sys/fs/cgroup");
    }

    [Fact]
    public void A_container_sees_its_own_group_as_the_topmost_one()
    {
        const string mounts =
            "900 899 0:32 /docker/4f2a /sys/fs/cgroup/memory ro,nosuid master:17 - cgroup cgroup rw,memory\n";

        CgroupPlace.Find("memory", "4:memory:/docker/4f2a\n", mounts)!.Folders.Should().Equal("/sys/fs/cgroup/memory");
        CgroupPlace.Find("memory", "4:memory:/docker/4f2a/worker\n", mounts)!.Path.Should().Be("/worker");
    }

    [Theory]
    [InlineData("0::/../../other.scope\n")]
    [InlineData("0::/\n")]
    public void A_group_outside_of_what_is_mounted_is_not_guessed(string membership) =>
        CgroupPlace.Find("memory", membership, MountsOfTwo)!.Folders.Should().Equal("/sys/fs/cgroup");

    [Theory]
    [InlineData("")]
    [InlineData("3:cpu:/shop\n")]
    [InlineData("nonsense")]
    public void A_process_without_a_memory_group_has_no_place(string membership) =>
        CgroupPlace.Find("memory", membership, MountsOfOne).Should().BeNull();

    [Fact]
    public void A_group_of_another_controller_is_found_by_its_name()
    {
        const string both = "5:pids:/shop\n4:memory:/docker/4f2a\n0::/unified\n";
        const string mounts =
            "30 29 0:26 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n31 29 0:27 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids\n";

        CgroupPlace.Find("pids", both, mounts)!.Folders.First().Should().Be("/sys/fs/cgroup/pids/shop");
        CgroupPlace.Find("cpu", both, mounts).Should().BeNull();
    }

    [Fact]
    public void A_mount_point_with_a_blank_is_read() =>
        CgroupPlace
            .Find(
                "memory",
                "0::/a\n",
                MountsOfTwo.Replace("/sys/fs/cgroup", "/my\\040cgroup", StringComparison.Ordinal)
            )!
            .Mount.Should()
            .Be("/my cgroup");

    [Theory]
    [InlineData("max\n", null)]
    [InlineData("9223372036854771712\n", null)]
    [InlineData("18446744073709551615\n", null)]
    [InlineData("", null)]
    [InlineData("536870912\n", 536_870_912L)]
    public void A_limit_is_a_number_that_a_machine_could_reach(string text, long? limit) =>
        CgroupFiles.Limit(text).Should().Be(limit);

    [Fact]
    public void The_smallest_limit_of_nested_groups_counts_and_its_file_is_named()
    {
        Dictionary<string, string> files = new()
        {
            ["/sys/fs/cgroup/a/b/memory.max"] = "max\n",
            ["/sys/fs/cgroup/a/memory.max"] = "268435456\n",
            ["/sys/fs/cgroup/memory.max"] = "536870912\n",
        };

        var limit = CgroupLimit.Read(CgroupPlace.Find("memory", "0::/a/b\n", MountsOfTwo)!, files.GetValueOrDefault);

        limit.Should().Be(new CgroupLimit(268_435_456, "memory.max of cgroup v2 /a"));
    }

    [Fact]
    public void Without_any_limit_there_is_none() =>
        CgroupLimit
            .Read(CgroupPlace.Find("memory", MembershipInOne, MountsOfOne)!, None.GetValueOrDefault)
            .Should()
            .BeNull();

    [Fact]
    public void A_line_of_the_statistics_is_found_by_its_whole_name()
    {
        const string text = "anon_thp 5\nanon 4096\nfile 8192\n";

        CgroupFiles.Field(text, "anon").Should().Be(4096);
        CgroupFiles.Field(text, "inactive_file").Should().BeNull();
    }
}
