using System.Diagnostics;
using SoakHarness.Collection.Heaps;
using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Heaps;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Tests;

/// <summary>Heap snapshots of LeakZoo, read back from their files.</summary>
internal sealed class ZooSnapshots : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-zoo-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    internal async Task<HeapSnapshot> TakeAsync(Zoo zoo, SnapshotWay way) =>
        (await TakeAndTellAsync(zoo, way)).Snapshot;

    /// <summary>With what the recording is told of it, and what else is left in the folder.</summary>
    internal async Task<(HeapSnapshot Snapshot, string Note, string[] Files)> TakeAndTellAsync(Zoo zoo, SnapshotWay way)
    {
        var options = new SidecarOptions
        {
            Pid = zoo.Pid,
            Recording = "",
            Folder = _folder,
            Origin = Stopwatch.GetTimestamp(),
        };
        var snapshotter = new DotNetHeapSnapshotter(new SidecarContext(options, new Nowhere(), _ => { }), () => null)
        {
            Way = way,
        };
        var taken = await snapshotter.TakeAsync("x", CancellationToken.None);
        taken.IsComplete.Should().BeTrue(taken.Note);
        var snapshot = HeapSnapshotFile.Read(Path.Combine(_folder, taken.File));
        return (snapshot, taken.Note, Directory.GetFiles(_folder));
    }

    private sealed class Nowhere : IRecordingSink
    {
        public void Write(Entry entry) => Debug.Assert(entry is not null, "entries are not kept");
    }
}
