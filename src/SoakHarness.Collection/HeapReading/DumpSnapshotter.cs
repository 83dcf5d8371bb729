using System.Diagnostics;
using Microsoft.Diagnostics.NETCore.Client;
using SoakHarness.Collection.Proc;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.HeapReading;

/// <summary>
/// Takes a heap snapshot by way of a process dump, which the runtime of the target writes; the dump is read and
/// deleted.
/// </summary>
/// <param name="context">What is watched.</param>
internal sealed class DumpSnapshotter(SidecarContext context)
{
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(5);

    private readonly string _root = TargetRoot.Of(context.Options.Pid);

    /// <summary>Where the target writes the dump: in a container it does not see our folders.</summary>
    private string Written =>
        Path.Combine(
            _root.Length > 0 ? "/tmp" : Path.GetFullPath(context.Options.Folder),
            $"heap-{context.Options.Pid}.dmp"
        );

    /// <summary>The same file as we see it.</summary>
    private string Dump => _root + Written;

    /// <summary>Takes one.</summary>
    /// <param name="label">Label.</param>
    /// <param name="reason">Why a dump is taken; part of the note.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<SnapshotTaken> TakeAsync(string label, string reason, CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(context.Options.Folder);
            var (at, began) = (context.Now, Stopwatch.GetTimestamp());
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            deadline.CancelAfter(Within);
            await new DiagnosticsClient(context.Options.Pid).WriteDumpAsync(
                DumpType.WithHeap,
                Written,
                logDumpGeneration: false,
                deadline.Token
            );
            return Keep(label, reason, at, Stopwatch.GetElapsedTime(began));
        }
#pragma warning disable CA1031 // Dumping another process can fail in any way; the run goes on without a snapshot, and says why.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return Missing(label, failure.Message, reason);
        }
        finally
        {
            // With a container's last process its files are gone.
            if (File.Exists(Dump))
                File.Delete(Dump);
        }
    }

    private SnapshotTaken Keep(string label, string reason, double at, TimeSpan stopped)
    {
        var size = new FileInfo(Dump).Length;
        var note = FormattableString.Invariant($"read from a dump of {size / 1e6:0} MB, because {reason}");
        var (taken, problem) = HeapFile.Take(context, label, Dump, at, note);
        return taken is null ? Missing(label, problem, reason) : taken with { PauseMs = stopped.TotalMilliseconds };
    }

    private SnapshotTaken Missing(string label, string problem, string reason) =>
        new(context.Target, context.Now)
        {
            File = "",
            Format = "heap",
            Label = label,
            IsComplete = false,
            Note = $"no dump could be taken or read: {problem.Trim()} (a dump, because {reason})",
        };
}
