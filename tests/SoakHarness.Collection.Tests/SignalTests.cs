using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Tests;

/// <summary>
/// Each kind of leak outside the live heap shows in the metric that is there for it. One target makes them all, one
/// after the other.
/// </summary>
public sealed class SignalTests : IDisposable
{
    private const int Calls = 120;
    private const int Readings = 10;

    // The runtime itself gives back some of what it took at its start: a fifth of the calls is room for that.
    private const double Least = 0.8;
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-signals-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_leak_shows_in_its_own_metric()
    {
        (string Path, int Calls, string Metric, double PerCall)[] signals =
        [
            ("leak/file", Calls, "handles", 1),
            ("leak/socket", Calls, "sockets", 1),
            ("leak/thread", Calls, "threads", 1),
            ("leak/timer", Calls, "timers", 1),
            ("leak/xml-serializer", Calls / 2, "assemblies", 1),
            ("leak/load-context", Calls / 2, "assemblies", 1),
            ("leak/gc-handle", Calls, "gc-handles", 1),
            ("leak/pinned-handle?kb=1", Calls, "pinned-objects", 1),
            ("leak/hglobal?kb=256", Calls, "native-memory", 256 * 1024),
            ("leak/large-object", 20, "loh", 100_000),
            ("leak/pinned-array?kb=64", 20, "poh", 64 * 1024),
            ("break/large-holes", 20, "fragmentation", 20 * 90_000),
        ];
        await using var zoo = await Zoo.StartAsync(("DOTNET_gcServer", "0"), ("DOTNET_TieredPGO", "0"));
        await using var run = SidecarTests.Run.Start(zoo.Pid, _folder);
        foreach (var (path, calls, metric, perCall) in signals)
        {
            await zoo.CallAsync(path, 1);
            var before = await ReadAsync(run, metric);
            await zoo.CallAsync(path, calls);
            var after = await ReadAsync(run, metric);
            // What a collection of the always-on session tells may be kept back until the next one.
            for (var again = 0; again < Readings && after < before + Least * calls * perCall; again++)
                after = await ReadAsync(run, metric);
            after
                .Should()
                .BeGreaterThanOrEqualTo(before + Least * calls * perCall, $"{metric} is to show {path}, from {before}");
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public async Task The_floor_counts_what_is_live_in_the_pinned_object_heap(string isServer)
    {
        await using var zoo = await Zoo.StartAsync(("DOTNET_gcServer", isServer), ("DOTNET_TieredPGO", "0"));
        await using var run = SidecarTests.Run.Start(zoo.Pid, _folder);
        await zoo.CallAsync("leak/pinned-array?kb=64", 1);
        await zoo.CallAsync("fixed/pinned-array?kb=64", Calls);
        var before = await FloorAsync(run);

        await zoo.CallAsync("leak/pinned-array?kb=64", Calls);
        await zoo.CallAsync("fixed/pinned-array?kb=64", Calls);
        var after = await FloorAsync(run);

        (after - before).Should().BeInRange((long)(Least * Calls * 64 * 1024), (long)(Calls * 64 * 1024 / Least));
    }

    [Fact]
    public async Task Sockets_that_only_finalizers_close_are_read_before_the_collection_that_closes_them()
    {
        await using var zoo = await Zoo.StartAsync();
        await using var run = SidecarTests.Run.Start(zoo.Pid, _folder);
        await zoo.CallAsync("break/client", 1);
        var before = await ReadAsync(run, "sockets");

        await zoo.CallAsync("break/client", 40);
        var checkpoint = await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint);

        checkpoint.LiveBytes.Should().BePositive();
        var taken = run.Entries.OfType<Checkpoint>().Last();
        var atCheckpoint = run
            .Entries.OfType<Reading>()
            .Where(r => r.Metric == "sockets" && r.Time <= taken.Time)
            .Max(r => r.Value);
        atCheckpoint.Should().BeGreaterThanOrEqualTo(before + 40, "each client has a socket, and so has the server");
    }

    private static async Task<long?> FloorAsync(SidecarTests.Run run) =>
        (await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint)).LiveBytes;

    /// <summary>The metric as it is after a checkpoint and a reading of every source.</summary>
    private static async Task<double> ReadAsync(SidecarTests.Run run, string metric)
    {
        var checkpoint = await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint);
        // What the always-on session tells of the first one may have come before its answer; what it tells of a second
        // one has not.
        await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint);
        await run.UntilAsync(() => run.LastTime(metric) >= checkpoint.Time, $"{metric} after a checkpoint");
        return run.Last(metric)!.Value;
    }
}
