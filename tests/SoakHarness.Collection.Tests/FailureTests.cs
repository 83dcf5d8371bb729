using System.Net;
using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Tests;

/// <summary>Targets that are hard to watch.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-failures-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_blocked_finalizer_is_a_finding_and_floors_and_readings_go_on()
    {
        await using var zoo = await Zoo.StartAsync();
        await using var run = SidecarTests.Run.Start(zoo.Pid, _folder);

        // Each object waits for the finalizer thread; the first one keeps it for ever.
        for (var i = 0; i < 10 && !Findings(run).Any(); i++)
        {
            await zoo.CallAsync("break/finalizer", 10);
            await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint);
        }

        Findings(run).Should().ContainSingle().Which.Text.Should().Contain("The finalizer thread is blocked");
        await zoo.CallAsync("leak/static-dictionary?kb=10", 50);
        var before = await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint);
        await zoo.CallAsync("leak/static-dictionary?kb=10", 1000);
        var after = await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint);
        // A thousand arrays of 10,264 bytes and what holds them.
        (after.LiveBytes - before.LiveBytes)
            .Should()
            .BeInRange(10_200_000, 10_700_000, "floors are read without that thread");
        var now = run.Entries.Last().Time;
        await run.UntilAsync(() => run.LastTime("rss") > now && run.LastTime("allocated") > now, "readings to go on");
    }

    [Fact]
    public async Task Snapshots_that_cannot_be_written_are_noted_and_readings_go_on()
    {
        await using var zoo = await Zoo.StartAsync();
        // Where their folder would be is a file.
        var folder = Path.Combine(_folder, "full");
        await File.WriteAllTextAsync(folder, "");
        await using var run = SidecarTests.Run.Start(zoo.Pid, folder);

        await run.AskAsync(new SidecarCommand(SidecarCommand.Snapshot, "warm"), SidecarEvent.Snapshot);

        run.Entries.OfType<SnapshotTaken>()
            .Should()
            .OnlyContain(s => !s.IsComplete && s.File == "" && s.Note.Contains("could not be written"));
        var now = run.Entries.Last().Time;
        await run.UntilAsync(() => run.LastTime("rss") > now, "readings to go on");
    }

    [Fact]
    public async Task Finalizers_that_run_are_no_finding()
    {
        await using var zoo = await Zoo.StartAsync();
        await using var run = SidecarTests.Run.Start(zoo.Pid, _folder);

        for (var i = 0; i < 5; i++)
        {
            await zoo.CallAsync("break/client", 10);
            await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint);
        }

        Findings(run).Should().BeEmpty();
        run.Entries.OfType<Reading>().Should().Contain(r => r.Metric == "finalization-pending" && r.Value > 0);
    }

    [Fact]
    public async Task Hundreds_of_collections_one_after_the_other_are_all_counted_and_only_some_kept()
    {
        await using var zoo = await Zoo.StartAsync();
        await using var run = SidecarTests.Run.Start(zoo.Pid, _folder);
        await run.UntilAsync(() => run.Last("gc-count.gen2") is not null, "the first counts");
        var before = Collections(run);
        const int calls = 50;
        const int each = 20;

        await zoo.CallAsync($"break/collect?times={each}", calls);

        // The GC makes a few of those of generation 0 that were asked for into ones of a higher one.
        await run.UntilAsync(() => Collections(run) >= before + calls * each, "all collections to be counted");
        var last = run.Entries.Last().Time;
        await zoo.CallAsync("break/collect?times=1", 1);
        await run.UntilAsync(() => run.Entries.OfType<GarbageCollection>().Last().Time > last, "the last one's event");
        run.Entries.OfType<GarbageCollection>().Last().Number.Should().BeGreaterThan(calls * each, "none is lost");
        var kept = run.Entries.OfType<GarbageCollection>().GroupBy(c => (int)c.Time).ToArray();
        kept.Should().NotBeEmpty().And.OnlyContain(second => second.Count(c => c.Generation < 2) <= 2 * 20);
        run.Entries.OfType<RunEvent>().Should().NotContain(e => e.Kind == RunEventKind.Problem);
    }

    [Fact]
    public async Task A_heap_at_its_hard_limit_fails_requests_and_is_watched_on()
    {
        await using var zoo = await Zoo.StartAsync(("DOTNET_GCHeapHardLimit", "0x4000000"));
        await using var run = SidecarTests.Run.Start(zoo.Pid, _folder);
        await run.UntilAsync(() => run.Last("rss") is not null, "the first reading");

        (await zoo.StatusAsync("break/keep?megabytes=200")).Should().Be(HttpStatusCode.InternalServerError);

        zoo.IsAlive.Should().BeTrue();
        var floor = await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint);
        floor.LiveBytes.Should().BeGreaterThan(30_000_000);
    }

    [Fact]
    public async Task A_suspended_target_blocks_no_reading_and_the_gap_is_recorded()
    {
        await using var zoo = await Zoo.StartAsync();
        await using var run = SidecarTests.Run.Start(zoo.Pid, _folder);
        await run.UntilAsync(() => run.Last("allocated") is not null, "the first meter");

        zoo.Signal("STOP");
        await run.UntilAsync(
            () => run.Entries.OfType<RunEvent>().Any(e => e.Kind == RunEventKind.Gap),
            "the gap to be recorded"
        );
        var suspended = run.Entries.Last().Time;
        await run.UntilAsync(() => run.LastTime("rss") > suspended + 1, "readings from outside to go on");
        zoo.Signal("CONT");

        await run.UntilAsync(
            () => run.Entries.OfType<RunEvent>().Any(e => e.Text.Contains("goes on", StringComparison.Ordinal)),
            "the end of the gap"
        );
        var awake = run.Entries.Last().Time;
        await run.UntilAsync(() => run.LastTime("allocated") > awake, "meters to go on");
    }

    private static IEnumerable<RunEvent> Findings(SidecarTests.Run run) =>
        run.Entries.OfType<RunEvent>().Where(e => e.Kind == RunEventKind.Finding);

    private static double Collections(SidecarTests.Run run) =>
        Enumerable.Range(0, 3).Sum(g => run.Last(FormattableString.Invariant($"gc-count.gen{g}")) ?? 0);
}
