using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.HeapReading;

/// <summary>Takes a heap snapshot by stopping the process and copying its heap from outside.</summary>
/// <param name="context">What is watched.</param>
internal sealed class StoppedSnapshotter(SidecarContext context)
{
    /// <summary>Takes one.</summary>
    /// <param name="label">Label.</param>
    /// <param name="reason">Why it is taken in this way; part of the note.</param>
    /// <returns>The snapshot, or why there is none: another way may do.</returns>
    internal (SnapshotTaken? Taken, string Problem) Take(string label, string reason)
    {
        var at = context.Now;
        var (file, read) = HeapFile.Of(context, label, dump: null);
        return read.Problem is { } problem
            ? (null, problem.Trim().TrimEnd('.'))
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
                    Note = $"read from the memory of the process, which was stopped for it, because {reason}",
                },
                ""
            );
    }
}
