using Microsoft.Diagnostics.NETCore.Client;
using SoakHarness.Collection.Checkpoints;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.DotNet;

/// <summary>
/// A checkpoint of a .NET target: opening a session with the GC-heap-collect keyword induces a full blocking GC, after
/// which the promoted bytes are the live bytes. A second GC follows where the first one found finalizable objects: they
/// and what they hold only die after their finalizers ran. A runtime whose finalizer thread is blocked never runs the
/// induced GC: that is a finding.
/// </summary>
internal sealed class InducedCollection(SidecarContext context) : IFloorSource
{
    private const int BufferMegabytes = 16;
    private static readonly TimeSpan FinalizersRun = TimeSpan.FromMilliseconds(50);
    private bool _saidBlocked;

    public async Task<Checkpoint> TakeAsync(TimeSpan within, CancellationToken cancel)
    {
        var began = context.Now;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(within);
        var first = await InduceAsync(deadline.Token);
        if (first is null)
            return Failed(began, cancel);
        var last = first;
        var collections = 1;
        if (first.Finalizable > 0)
        {
            await Task.WhenAny(Task.Delay(FinalizersRun, deadline.Token));
            if (await InduceAsync(deadline.Token) is { } second)
            {
                last = second with { PauseMs = first.PauseMs + second.PauseMs };
                collections = 2;
            }
        }

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

    private async Task<FullCollection?> InduceAsync(CancellationToken cancel)
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
        catch (Exception failure)
            when (failure
                    is ServerNotAvailableException
                        or ServerErrorException
                        or IOException
                        or System.Net.Sockets.SocketException
                        or OperationCanceledException
                        or TimeoutException
            )
        {
            return null;
        }

        var watch = new FullCollectionWatch(session, context);
        await Task.WhenAny(watch.Seen, Task.Delay(Timeout.Infinite, cancel));
        await Sessions.CloseAsync(session, watch.Reading);
        return watch.Seen.IsCompletedSuccessfully ? await watch.Seen : null;
    }

    private Checkpoint Failed(double began, CancellationToken cancel)
    {
        var isAlive = !cancel.IsCancellationRequested && Directory.Exists($"/proc/{context.Options.Pid}");
        if (isAlive && !_saidBlocked)
        {
            _saidBlocked = true;
            context.Report(
                RunEventKind.Finding,
                "No GC came although one was induced: the target is suspended, or its finalizer thread is blocked "
                    + "(then nothing that needs finalizing is ever freed). Look at the finalizer thread's stack."
            );
        }

        return new Checkpoint(context.Target, context.Now)
        {
            Outcome = isAlive ? CheckpointOutcome.NoCollection : CheckpointOutcome.Unreachable,
            DurationMs = (context.Now - began) * 1000,
            Note = isAlive ? "no GC came before the deadline" : "the target could not be reached",
        };
    }
}
