using System.Diagnostics;
using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using SoakHarness.Collection.DotNet;
using SoakHarness.Collection.HeapReading;
using SoakHarness.Collection.Metadata;
using SoakHarness.Collection.Proc;
using SoakHarness.Collection.Snapshots;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// Takes a heap snapshot over EventPipe: a full blocking GC whose marking is reported object by object. The buffer is
/// in the target's memory and is sized from its live bytes; what does not fit is lost, so that completeness is checked
/// and a partial snapshot is kept but marked. Of a large heap, or where the buffer is more than the target can bear,
/// the stopped process is read instead, or a dump of it.
/// </summary>
/// <param name="context">What is watched.</param>
/// <param name="liveBytes">Gives the last floor, for the size of the buffer; null before the first.</param>
public sealed class DotNetHeapSnapshotter(SidecarContext context, Func<long?> liveBytes) : IHeapSnapshotter
{
    private const long Snapshot = 0x1980001;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan QuietAfter = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan NothingAfter = TimeSpan.FromSeconds(5);

    // Seen with .NET 10.0.12: with server GC it dies of a segmentation fault in the GC's heap walk.
    private const string Ahead =
        "the program is compiled ahead of time (NativeAOT): a snapshot would name no types, and can end its process";

    private long? _objects;
    private SnapshotWay? _last;
    private string? _notStopped;

    /// <summary>Size of the buffer in MB; null to size it from the live bytes.</summary>
    public int? BufferMegabytes { get; init; }

    /// <summary>The way, where it is asked for; null to choose the best.</summary>
    public SnapshotWay? Way { get; init; }

    /// <inheritdoc />
    public async Task<SnapshotTaken> TakeAsync(string label, CancellationToken cancel)
    {
        if (RuntimeDetection.IsNativeAot(context.Options.Pid))
            return Missing(label, Ahead);
        var (taken, way) = await TakeAsync(label, Plan(), cancel);
        (_objects, _last) = taken.Objects > 0 ? (taken.Objects, way) : (_objects, _last);
        LargeArrays.GiveBack();
        return taken;
    }

    private SnapshotMethod Plan() =>
        Way is { } way ? new SnapshotMethod(way, BufferMegabytes ?? SnapshotMethod.SmallestBuffer, "it was asked for")
        : BufferMegabytes is { } megabytes ? new SnapshotMethod(SnapshotWay.Events, megabytes, "")
        : SnapshotMethod.Choose(Conditions());

    private async Task<(SnapshotTaken Taken, SnapshotWay Way)> TakeAsync(
        string label,
        SnapshotMethod plan,
        CancellationToken cancel
    )
    {
        switch (plan.Way)
        {
            case SnapshotWay.Events:
                return (await RecordAsync(label, plan.BufferMegabytes, cancel), plan.Way);
            case SnapshotWay.Dump:
                return (await new DumpSnapshotter(context).TakeAsync(label, plan.Reason, cancel), plan.Way);
            case SnapshotWay.Stopped:
                var (taken, problem) = new StoppedSnapshotter(context).Take(label, plan.Reason);
                if (taken is not null)
                    return (taken, plan.Way);
                _notStopped = problem;
                return Way is null
                    ? await TakeAsync(label, SnapshotMethod.Choose(Conditions()), cancel)
                    : (Missing(label, problem), plan.Way);
            default:
                return (Missing(label, plan.Reason), plan.Way);
        }
    }

    private SnapshotConditions Conditions()
    {
        var resident = TargetMemory.Resident(context.Options.Pid);
        // The disk of a folder that is not there yet is not known.
        var own = Directory.CreateDirectory(context.Options.Folder).FullName;
        var disk = TargetRoot.Of(context.Options.Pid) is { Length: > 0 } root ? root + "/tmp" : own;
        return new SnapshotConditions(
            liveBytes() ?? resident,
            _objects,
            TargetMemory.Headroom(context.Options.Pid),
            resident,
            new DriveInfo(disk).AvailableFreeSpace
        )
        {
            Last = _last,
            NotStopped = _notStopped,
        };
    }

    private async Task<SnapshotTaken> RecordAsync(string label, int bufferMegabytes, CancellationToken cancel)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(Within);
        var configuration = new EventPipeSessionConfiguration(
            [new EventPipeProvider(Providers.Runtime, EventLevel.Verbose, Snapshot)],
            bufferMegabytes,
            requestRundown: false,
            requestStackwalk: false
        );
        EventPipeSession session;
        try
        {
            session = await Sessions.StartAsync(context.Options.Pid, configuration, deadline.Token);
        }
        catch (Exception failure) when (Sessions.IsUnreachable(failure))
        {
            return Missing(label, DiagnosticsSwitch.Explain(context.Options.Pid, failure));
        }

        // The collection begins with the session; naming what came and writing it takes seconds.
        var at = context.Now;
        var events = new HeapEvents();
        var reading = Task.Factory.StartNew(
            () => Read(session, events),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        await Task.WhenAny(events.Ended.Task, reading, QuietAsync(events, deadline.Token));
        await Sessions.CloseAsync(session, reading);
        // Of a buffer that is too small the end may be lost as well: what came is kept all the same.
        if (!reading.IsCompletedSuccessfully || !events.HasEnded && events.Parts.Addresses.Count == 0)
            return Missing(label, "no snapshot came before the deadline");
        return Keep(label, at, events, await reading);
    }

    private SnapshotTaken Keep(string label, double at, HeapEvents events, int lost)
    {
        var file = Path.Combine("snapshots", $"{label}.heap");
        var bytes = events.Parts.Bytes;
        var answer = NamesAsked.About(events.Parts, Ask);
        var names = HeapNames.Of(answer);
        var missing = HeapGraph.Missing(events, lost) ?? HeapGraph.Missing(events.Parts, names);
        var snapshot = HeapGraph.Build(label, events.Parts, names);
        missing ??= snapshot.Missing.Length > 0 ? snapshot.Missing : null;
        snapshot = snapshot with { Missing = missing ?? "", Libraries = LibraryNamespaces.Of(context.Options.Pid) };
        if (missing is null)
            snapshot = snapshot with { Delegates = DelegateNames.Read(Ask, snapshot, events.Parts, names) };
        HeapSnapshotFile.Write(Path.Combine(context.Options.Folder, file), snapshot);
        return new SnapshotTaken(context.Target, at)
        {
            File = file,
            Format = "heap",
            Label = label,
            Objects = snapshot.Count,
            Bytes = bytes,
            PauseMs = events.PauseMs,
            IsComplete = missing is null,
            Note =
                missing is not null ? $"partial: {missing}"
                : answer.Problem is { } problem
                    ? $"static fields and nested types are named without their class: {problem}"
                : "",
        };
    }

    private RuntimeAnswer Ask(RuntimeQuestion question) => context.Metadata.Ask(context.Options.Pid, question);

    private SnapshotTaken Missing(string label, string why) =>
        new(context.Target, context.Now)
        {
            File = "",
            Format = "heap",
            Label = label,
            IsComplete = false,
            Note = why,
        };

    /// <summary>
    /// Ends when nothing comes any more. The runtime of an idle process keeps the last events in its buffers until
    /// others follow; closing the session makes it send them.
    /// </summary>
    private static async Task QuietAsync(HeapEvents events, CancellationToken cancel)
    {
        var (seen, since) = (0, Stopwatch.GetTimestamp());
        while (!cancel.IsCancellationRequested)
        {
            await Task.WhenAny(Task.Delay(Look, cancel));
            if (events.Parts.Addresses.Count != seen)
                (seen, since) = (events.Parts.Addresses.Count, Stopwatch.GetTimestamp());
            else if (Stopwatch.GetElapsedTime(since) > (seen > 0 ? QuietAfter : NothingAfter))
                return;
        }
    }

    private static int Read(EventPipeSession session, HeapEvents events)
    {
        try
        {
            using var source = new EventPipeEventSource(session.EventStream);
            events.Subscribe(source);
            source.Process();
            return source.EventsLost;
        }
        catch (Exception broken)
            when (broken
                    is FormatException
                        or IOException
                        or System.Net.Sockets.SocketException
                        or ObjectDisposedException
            )
        {
            // The target ended in the middle of its snapshot: what came is partial.
            return 1;
        }
    }
}
