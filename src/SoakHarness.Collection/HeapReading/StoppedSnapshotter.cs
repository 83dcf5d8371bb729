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
        var note = $"read from the memory of the process, which was stopped for it, because {reason}";
        var (taken, problem) = HeapFile.Take(context, label, dump: null, context.Now, note);
        return (taken, problem.Trim().TrimEnd('.'));
    }
}
