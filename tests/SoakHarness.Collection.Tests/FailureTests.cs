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
    public async Task A_blocked_finalizer_is_a_finding_and_everything_else_is_still_recorded()
    {
        await using var zoo = await Zoo.StartAsync();
        await using var run = SidecarTests.Run.Start(zoo.Pid, _folder);
        await zoo.CallAsync("break/finalizer", 1);
        await zoo.CallAsync("break/collect?times=3", 1);

        // The collection that finds the object may still succeed; the next one waits for its finalizer.
        for (var i = 0; i < 10 && (i == 0 || run.Entries.OfType<Checkpoint>().Last().Outcome == CheckpointOutcome.Completed); i++)
            await run.AskAsync(new SidecarCommand(SidecarCommand.Checkpoint), SidecarEvent.Checkpoint);

        run.Entries.OfType<RunEvent>().Should().Contain(e => e.Kind == RunEventKind.Finding && e.Text.Contains("finalizer thread is blocked", StringComparison.Ordinal));
        run.Entries.OfType<Checkpoint>().Last().Outcome.Should().Be(CheckpointOutcome.NoCollection);
        var now = run.Entries.Last().Time;
        await run.UntilAsync(() => run.LastTime("rss") > now && run.LastTime("allocated") > now, "readings to go on");
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
    public async Task Hundreds_of_collections_a_second_are_all_counted_and_only_some_kept()
    {
        await using var zoo = await Zoo.StartAsync();
        await using var run = SidecarTests.Run.Start(zoo.Pid, _folder);
        await run.UntilAsync(() => run.Last("gc-count.gen0") is not null, "the first count");
        var before = run.Last("gc-count.gen0")!.Value;
        const int calls = 100;
        const int each = 20;

        await zoo.CallAsync($"break/collect?times={each}", calls);

        await run.UntilAsync(() => run.Last("gc-count.gen0") >= before + calls * each, "all collections to be counted");
        var kept = run.Entries.OfType<GarbageCollection>().GroupBy(c => (int)c.Time).ToArray();
        kept.Should().NotBeEmpty().And.OnlyContain(second => second.Count(c => c.Generation < 2) <= 2 * 20);
        run.Entries.OfType<RunEvent>().Should().NotContain(e => e.Kind == RunEventKind.Problem);
    }

    [Fact]
    public async Task A_suspended_target_blocks_no_reading_and_the_gap_is_recorded()
    {
        await using var zoo = await Zoo.StartAsync();
        await using var run = SidecarTests.Run.Start(zoo.Pid, _folder);
        await run.UntilAsync(() => run.Last("allocated") is not null, "the first meter");

        zoo.Signal("STOP");
        await run.UntilAsync(() => run.Entries.OfType<RunEvent>().Any(e => e.Kind == RunEventKind.Gap), "the gap to be recorded");
        var suspended = run.Entries.Last().Time;
        await run.UntilAsync(() => run.LastTime("rss") > suspended + 1, "readings from outside to go on");
        zoo.Signal("CONT");

        await run.UntilAsync(() => run.Entries.OfType<RunEvent>().Any(e => e.Text.Contains("goes on", StringComparison.Ordinal)), "the end of the gap");
        var awake = run.Entries.Last().Time;
        await run.UntilAsync(() => run.LastTime("allocated") > awake, "meters to go on");
    }
}
