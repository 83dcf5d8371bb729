using SoakHarness.Collection.Metadata;
using SoakHarness.Collection.Proc;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.HeapReading;

/// <summary>Has a heap read into a snapshot file of the run.</summary>
internal static class HeapFile
{
    /// <summary>Reads it.</summary>
    /// <param name="context">What is watched.</param>
    /// <param name="label">Label of the snapshot.</param>
    /// <param name="dump">Dump of the process; null to stop it and read it itself.</param>
    /// <param name="at">When it was as it is read, in seconds from the run's origin.</param>
    /// <param name="note">How it came, and why in this way.</param>
    /// <returns>The snapshot; or null, and why there is none.</returns>
    internal static (SnapshotTaken? Taken, string Problem) Take(
        SidecarContext context,
        string label,
        string? dump,
        double at,
        string note
    )
    {
        var file = Path.Combine("snapshots", $"{label}.heap");
        var read = context.HeapReader.Read(
            new HeapQuestion
            {
                Dump = dump,
                Pid = context.Options.Pid,
                Label = label,
                File = Path.GetFullPath(Path.Combine(context.Options.Folder, file)),
                Runtime = new RuntimePlace(TargetRoot.Of(context.Options.Pid)),
                Libraries = LibraryNamespaces.Of(context.Options.Pid),
            }
        );
        return read.Problem is { } problem
            ? (null, problem)
            : (
                new SnapshotTaken(context.Target, at)
                {
                    File = file,
                    Format = "heap",
                    Label = label,
                    Objects = read.Objects,
                    Bytes = read.Bytes,
                    PauseMs = read.StoppedMs,
                    IsComplete = true,
                    Note = read.Doubt is { } doubt ? $"{note}; {doubt}" : note,
                },
                ""
            );
    }
}
