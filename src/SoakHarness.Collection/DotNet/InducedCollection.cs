using Microsoft.Diagnostics.NETCore.Client;
using SoakHarness.Collection.Checkpoints;
using SoakHarness.Collection.Proc;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.DotNet;

/// <summary>
/// A checkpoint of a .NET target: opening a session with the GC-heap-collect keyword induces a full blocking GC, after
/// which the promoted bytes and those of the pinned object heap are the live bytes. A second GC follows where the first
/// one found finalizable objects: they and what they hold only die after their finalizers ran. A runtime whose
/// finalizer thread is blocked keeps back the last events of such a session until it is stopped, as nothing but that
/// thread would write more: once that was seen, sessions are stopped early. A suspended target is not even asked. Both
/// are findings.
/// </summary>
internal sealed class InducedCollection(SidecarContext context) : IFloorSource
{
    private const int BufferMegabytes = 16;
    private static readonly TimeSpan FinalizersRun = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan KnownToKeepBack = TimeSpan.FromSeconds(1);
    private readonly FinalizerWatch _finalizer = new();
    private TimeSpan _patience = TimeSpan.MaxValue;
    private bool _saidNone;

    public async Task<Checkpoint> TakeAsync(TimeSpan within, CancellationToken cancel)
    {
        var began = context.Now;
        if (TargetThreads.IsStopped(context.Options.Pid))
            return Failed(began, cancel);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(within);
        var patience = _patience < within ? _patience : within;
        var first = await InduceAsync(patience, deadline.Token);
        if (first is null)
            return Failed(began, cancel);
        var last = first;
        var collections = 1;
        var found = first.Finalizable;
        if (first.Finalizable > 0)
        {
            await Task.WhenAny(Task.Delay(FinalizersRun, deadline.Token));
            if (await InduceAsync(patience, deadline.Token) is { } second)
            {
                found += second.Finalizable;
                last = second with { PauseMs = first.PauseMs + second.PauseMs };
                collections = 2;
            }
        }

        if (_finalizer.Notice(context.Now, TargetThreads.FinalizerSwitches(context.Options.Pid), found) is { } text)
            context.Report(RunEventKind.Finding, text);
        return new Checkpoint(context.Target, last.Time)
        {
            Outcome = CheckpointOutcome.Completed,
            LiveBytes = last.LiveBytes,
            GenerationBytes = last.Generations,
            PauseMs = last.PauseMs,
            DurationMs = (context.Now - began) * 1000,
            Collections = collections,
        };
    }

    private async Task<FullCollection?> InduceAsync(TimeSpan patience, CancellationToken cancel)
    {
        var configuration = new EventPipeSessionConfiguration(
            [Providers.Induce()],
            BufferMegabytes,
            requestRundown: false,
            requestStackwalk: false
        );
        EventPipeSession session;
        try
        {
            session = await Sessions.StartAsync(context.Options.Pid, configuration, cancel);
        }
        catch (Exception failure) when (Sessions.IsUnreachable(failure))
        {
            return null;
        }

        var watch = new FullCollectionWatch(session, context);
        await Task.WhenAny(watch.Seen, Task.Delay(patience, cancel));
        var isLate = !watch.Seen.IsCompleted;
        await Sessions.CloseAsync(session, watch.Reading);
        if (!watch.Seen.IsCompletedSuccessfully)
            return null;
        _patience = isLate ? KnownToKeepBack : TimeSpan.MaxValue;
        return await watch.Seen;
    }

    private Checkpoint Failed(double began, CancellationToken cancel)
    {
        var isAlive = !cancel.IsCancellationRequested && Directory.Exists($"/proc/{context.Options.Pid}");
        if (isAlive && !_saidNone)
        {
            _saidNone = true;
            context.Report(RunEventKind.Finding, $"No GC came although one was induced: {Why()}");
        }

        return new Checkpoint(context.Target, context.Now)
        {
            Outcome = isAlive ? CheckpointOutcome.NoCollection : CheckpointOutcome.Unreachable,
            DurationMs = (context.Now - began) * 1000,
            Note = isAlive ? "no GC came before the deadline" : "the target could not be reached",
        };
    }

    private string Why() =>
        TargetThreads.IsStopped(context.Options.Pid)
            ? "the target is suspended (SIGSTOP, a debugger)."
            : "the target gets no CPU, is frozen, or a thread of it keeps the GC from starting.";
}
