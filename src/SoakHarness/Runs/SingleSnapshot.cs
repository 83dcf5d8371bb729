using System.Diagnostics;
using SoakHarness.Analysis.Heaps;
using SoakHarness.Collection;
using SoakHarness.Collection.Heaps;
using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Runs;

/// <summary>One heap snapshot of a running .NET process, without a run around it.</summary>
public static class SingleSnapshot
{
    /// <summary>Takes a snapshot and sums it up.</summary>
    /// <param name="pid">Process.</param>
    /// <param name="folder">Folder under which <c>snapshots/pid-N.heap</c> is written, with the time in its name where
    /// that file is there already.</param>
    /// <param name="dump">True to read a process dump instead of the runtime's events.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What was taken, and its types by retained size; no types when nothing was taken.</returns>
    public static async Task<(SnapshotTaken Taken, IReadOnlyList<HeapHistogram> Types)> TakeAsync(
        int pid,
        string folder,
        bool dump,
        CancellationToken cancel
    )
    {
        const int typesShown = 25;
        var options = new SidecarOptions
        {
            Pid = pid,
            Recording = "",
            Folder = folder,
            Origin = Stopwatch.GetTimestamp(),
        };
        var context = new SidecarContext(options, new NoRecording(), _ => { }) { Metadata = ChildProgram.Metadata };
        var taken = await new DotNetHeapSnapshotter(context, () => null) { AlwaysDump = dump }.TakeAsync(
            Label(pid, folder),
            cancel
        );
        return taken.File.Length == 0
            ? (taken, [])
            : (taken, HeapHistogram.Of(HeapSnapshotFile.Read(Path.Combine(folder, taken.File)), typesShown));
    }

    /// <summary>No earlier snapshot is written over: two of one process are what one compares.</summary>
    private static string Label(int pid, string folder)
    {
        var label = FormattableString.Invariant($"pid-{pid}");
        return File.Exists(Path.Combine(folder, "snapshots", $"{label}.heap"))
            ? FormattableString.Invariant($"{label}-{DateTime.UtcNow:HHmmss}")
            : label;
    }

    private sealed class NoRecording : IRecordingSink
    {
        public void Write(Entry entry) => Debug.Assert(entry is not null, "entries of a single snapshot are not kept");
    }
}
