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
}
