using System.Diagnostics;
using SoakHarness.Collection.Heaps;
using SoakHarness.Collection.Metadata;
using SoakHarness.Collection.Protocol;
using SoakHarness.Collection.Resources;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Tests;

public sealed class SnapshotTimeTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"soak-when-{Guid.NewGuid()}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_snapshot_is_of_the_time_of_its_collection_however_long_its_names_take()
    {
        await using var zoo = await Zoo.StartAsync();
        var reader = new WatchedReader();
        var options = new SidecarOptions
        {
            Pid = zoo.Pid,
            Recording = "",
            Folder = _folder,
            Origin = Stopwatch.GetTimestamp(),
        };
        var context = new SidecarContext(options, new Nowhere(), _ => { }) { Metadata = reader };
        reader.Now = () => context.Now;

        var taken = await new DotNetHeapSnapshotter(context, () => null).TakeAsync("x", CancellationToken.None);

        taken.IsComplete.Should().BeTrue(taken.Note);
        taken.Time.Should().BePositive().And.BeLessThan(reader.FirstAsked);
    }

    [Fact]
    public void A_census_is_of_the_time_at_which_it_begins_however_long_its_names_take()
    {
        var reader = new WatchedReader();
        var options = new SidecarOptions
        {
            Pid = Environment.ProcessId,
            Recording = "",
            Folder = _folder,
            Origin = Stopwatch.GetTimestamp(),
        };
        var context = new SidecarContext(options, new Nowhere(), _ => { }) { Metadata = reader };
        reader.Now = () => context.Now;
        var before = context.Now;

        var taken = new ResourceCensus(context, () => reader.Ask(Environment.ProcessId, new RuntimeQuestion())).Take(
            "x"
        );

        taken.Time.Should().BeGreaterThanOrEqualTo(before).And.BeLessThan(reader.FirstAsked);
    }

    private sealed class WatchedReader : IRuntimeReader
    {
        internal Func<double> Now { get; set; } = () => 0;

        internal double FirstAsked { get; private set; }

        public RuntimeAnswer Ask(int pid, RuntimeQuestion question)
        {
            FirstAsked = FirstAsked == 0 ? Now() : FirstAsked;
            return new RuntimeAnswer { Problem = "nothing is known" };
        }
    }

    private sealed class Nowhere : IRecordingSink
    {
        public void Write(Entry entry) => Debug.Assert(entry is not null, "entries are not kept");
    }
}
