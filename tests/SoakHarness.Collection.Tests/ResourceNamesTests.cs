using SoakHarness.Collection.Resources;

namespace SoakHarness.Collection.Tests;

public sealed class ResourceNamesTests
{
    private const string Tcp = """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 11 1 0 100 0 0 10 0
           1: 0100007F:1F90 0100007F:9C40 08 00000000:00000000 00:00000000 00000000     0        0 12 1 0 20 4 30 10 -1
           2: 0100007F:9C41 0700000A:1538 01 00000000:00000000 00:00000000 00000000     0        0 13 1 0 20 4 30 10 -1
        """;

    [Theory]
    [InlineData("socket:[11]", "socket tcp LISTEN on 127.0.0.1:8080")]
    [InlineData("socket:[12]", "socket tcp CLOSE_WAIT accepted on port 8080 from 127.0.0.1")]
    [InlineData("socket:[13]", "socket tcp ESTABLISHED to 10.0.0.7:5432")]
    [InlineData("socket:[21]", "socket unix /run/docker.sock")]
    [InlineData("socket:[99]", "socket neither bound nor connected")]
    [InlineData("pipe:[5]", "pipe")]
    [InlineData("anon_inode:[eventpoll]", "eventpoll")]
    [InlineData("anon_inode:inotify", "inotify")]
    [InlineData("/dev/null", "device /dev/null")]
    [InlineData("/tmp/a b.tmp", "file /tmp/a b.tmp")]
    public void A_handle_is_named(string link, string name)
    {
        var sockets = new SocketTable();
        sockets.AddInternet("tcp", Tcp);
        sockets.AddUnix(
            "Num RefCount Protocol Flags Type St Inode Path\n0000: 00000002 00000000 00010000 0001 01 21 /run/docker.sock\n"
        );

        HandleNames.Of(link, sockets).Should().Be(name);
    }

    [Fact]
    public void Private_memory_is_summed_by_what_it_is_for_without_the_gc_heap()
    {
        var sums = MemoryMaps.Sum(
            """
            55d000000000-55d000100000 rw-p 00000000 00:00 0 [heap]
            Private_Dirty:       512 kB
            Swap:                 88 kB
            7e0000000000-7e0000400000 rw-p 00000000 00:00 0
            Private_Dirty:      4096 kB
            7e0000400000-7e4000000000 ---p 00000000 00:00 0
            Private_Dirty:         0 kB
            7f7268000000-7f7268021000 rw-p 00000000 00:00 0
            Private_Dirty:       100 kB
            7f7268021000-7f726c000000 ---p 00000000 00:00 0
            Private_Dirty:         0 kB
            7f72647fa000-7f72647fb000 ---p 00000000 00:00 0
            Private_Dirty:         0 kB
            7f72647fb000-7f7264ffb000 rw-p 00000000 00:00 0
            Private_Dirty:        16 kB
            7f7290000000-7f7290010000 rw-p 00000000 08:01 77 /usr/lib/libssl.so
            Private_Dirty:         8 kB
            """
        );

        sums.Should()
            .BeEquivalentTo(
                new Dictionary<string, long>
                {
                    ["malloc's main heap"] = 600 * 1024,
                    ["malloc's arenas of threads"] = 100 * 1024,
                    ["stacks of threads"] = 16 * 1024,
                    ["mapped file /usr/lib/libssl.so"] = 8 * 1024,
                }
            );
    }
}
