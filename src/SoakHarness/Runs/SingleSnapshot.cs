using System.Diagnostics;
using SoakHarness.Analysis.Heaps;
using SoakHarness.Collection;
using SoakHarness.Collection.HeapReading;
using SoakHarness.Collection.Heaps;
using SoakHarness.Collection.Metadata;
using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Runs;

/// <summary>One heap snapshot of a .NET process or of its dump, without a run around it.</summary>
public static class SingleSnapshot
{
    private const int TypesShown = 25;

    /// <summary>Takes a snapshot and sums it up.</summary>
    /// <param name="pid">Process.</param>
    /// <param name="folder">Folder under which <c>snapshots/pid-N.heap</c> is written, with the time in its name where
    /// that file is there already.</param>
    /// <param name="way">How it is taken; null for the way that is best for its heap.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What was taken, and its types by retained size; no types when nothing was taken.</returns>
    public static async Task<(SnapshotTaken Taken, IReadOnlyList<HeapHistogram> Types)> TakeAsync(
        int pid,
        string folder,
        SnapshotWay? way,
        CancellationToken cancel
    )
    {
        var options = new SidecarOptions
        {
            Pid = pid,
            Recording = "",
            Folder = folder,
            Origin = Stopwatch.GetTimestamp(),
        };
        var context = new SidecarContext(options, new NoRecording(), _ => { })
        {
            Metadata = ChildProgram.Metadata,
            HeapReader = ChildProgram.Heaps,
        };
        var taken = await new DotNetHeapSnapshotter(context, () => null) { Way = way }.TakeAsync(
            Label(FormattableString.Invariant($"pid-{pid}"), folder),
            cancel
        );
        return (taken, taken.File.Length == 0 ? [] : Types(Path.Combine(folder, taken.File)));
    }

    /// <summary>Makes a snapshot of a dump and sums it up.</summary>
    /// <param name="dump">Dump with the heap, as the runtime, createdump or dotnet-dump writes it.</param>
    /// <param name="folder">Folder under which <c>snapshots/NAME.heap</c> is written, NAME as the dump's.</param>
    /// <param name="runtime">Folder of the runtime of the dumped process; null to find it.</param>
    /// <returns>What was read; the file; its types by retained size, none when nothing could be read.</returns>
    public static (HeapAnswer Read, string File, IReadOnlyList<HeapHistogram> Types) OfDump(
        string dump,
        string folder,
        string? runtime
    )
    {
        var label = Label(Path.GetFileName(dump), folder);
        var file = Path.Combine(folder, "snapshots", $"{label}.heap");
        var read = ChildProgram.Heaps.Read(
            new HeapQuestion
            {
                Dump = Path.GetFullPath(dump),
                Label = label,
                File = Path.GetFullPath(file),
                Runtime = new RuntimePlace(Folder: runtime is null ? null : Path.GetFullPath(runtime)),
            }
        );
        return (read, file, read.Problem is null ? Types(file) : []);
    }

    private static IReadOnlyList<HeapHistogram> Types(string file) =>
        HeapHistogram.Of(HeapSnapshotFile.Read(file), TypesShown);

    /// <summary>No earlier snapshot is written over: two of one process are what one compares.</summary>
    private static string Label(string label, string folder)
    {
        return File.Exists(Path.Combine(folder, "snapshots", $"{label}.heap"))
            ? FormattableString.Invariant($"{label}-{DateTime.UtcNow:HHmmss}")
            : label;
    }

    private sealed class NoRecording : IRecordingSink
    {
        public void Write(Entry entry) => Debug.Assert(entry is not null, "entries of a single snapshot are not kept");
    }
}
