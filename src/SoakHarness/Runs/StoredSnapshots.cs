using SoakHarness.Analysis.Heaps;
using SoakHarness.Collection.Heaps;
using SoakHarness.Model.Heaps;
using SoakHarness.Model.Recordings;
using SoakHarness.Recordings;

namespace SoakHarness.Runs;

/// <summary>Heap snapshots on disk: those of a run with their place in it, or single files.</summary>
public static class StoredSnapshots
{
    /// <summary>
    /// The complete snapshots of a run, in time order; where some were read from events and some from the process's
    /// memory or a dump, the kind of which there are more.
    /// </summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="recording">Its recording.</param>
    /// <exception cref="InvalidDataException">A snapshot is damaged.</exception>
    public static IReadOnlyList<HeapStage> Of(RunFolder folder, Recording recording)
    {
        var complete = recording
            .Snapshots.Where(taken =>
                taken is { Format: "heap", IsComplete: true } && File.Exists(folder.File(taken.File))
            )
            .GroupBy(taken => HeapSnapshotFile.ReadHead(folder.File(taken.File)).Head.IsFromEvents)
            .OrderByDescending(same => same.Count())
            .FirstOrDefault()
            ?.ToArray();
        return
        [
            .. (complete ?? []).Select(taken => new HeapStage(
                () => HeapSnapshotFile.Read(folder.File(taken.File)),
                taken.Time,
                recording.RequestsUntil(taken.Time)
            )
            {
                Objects = taken.Objects,
            }),
        ];
    }

    /// <summary>
    /// What paths given by a user name: a run's folder is all its complete snapshots, anything else a snapshot file.
    /// </summary>
    /// <param name="paths">Paths; files are taken as the order of time.</param>
    /// <exception cref="InvalidDataException">One is missing, is no snapshot, or is partial. The message says which and
    /// what to do.</exception>
    /// <exception cref="RecordingException">A run's recording cannot be read.</exception>
    public static IReadOnlyList<HeapStage> Read(IReadOnlyList<string> paths)
    {
        if (paths is [var only] && RunFolder.Find(only) is { } folder)
            return Of(folder, RecordingReader.Read(folder.Recording));
        if (
            paths.Select(Check).ToArray() is var heads
            && heads.Any(of => of.Head.IsFromEvents != heads[0].Head.IsFromEvents)
        )
            throw new InvalidDataException(
                "Some of the snapshots were read from events and some from a process's memory or its dump, which name generic types differently. Compare like with like."
            );
        return
        [
            .. paths.Select(
                (path, i) => new HeapStage(() => HeapSnapshotFile.Read(path), i, null) { Objects = heads[i].Objects }
            ),
        ];
    }

    /// <summary>One snapshot: a file, or the last complete one of a run's folder.</summary>
    /// <param name="path">File or folder.</param>
    /// <exception cref="InvalidDataException">It is missing, is no snapshot, or is partial; the run has no complete
    /// one.</exception>
    /// <exception cref="RecordingException">A run's recording cannot be read.</exception>
    public static HeapSnapshot ReadLast(string path)
    {
        if (RunFolder.Find(path) is not { } folder)
        {
            Check(path);
            return HeapSnapshotFile.Read(path);
        }

        var stages = Of(folder, RecordingReader.Read(folder.Recording));
        return stages.Count > 0
            ? stages[^1].Read()
            : throw new InvalidDataException($"The run in {path} has no complete heap snapshot.");
    }

    private static (HeapSnapshot Head, int Objects) Check(string path)
    {
        if (Directory.Exists(path))
            throw new InvalidDataException(
                $"{path} is a folder without a recording.db; name a run's folder or .heap files."
            );
        if (!File.Exists(path))
            throw new InvalidDataException(
                $"There is no file {path}; snapshots of a run are in its folder snapshots, and `soak snapshot` takes one."
            );
        var (head, objects) = HeapSnapshotFile.ReadHead(path);
        return head.Missing.Length == 0
            ? (head, objects)
            : throw new InvalidDataException(
                $"{path} is partial ({head.Missing}); what is missing would look freed, so that it is not compared. Take another."
            );
    }
}
