using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace SoakHarness.Collection.DotNet;

/// <summary>Waits, in the events of one session, for the end of a full blocking GC.</summary>
internal sealed class FullCollectionWatch
{
    private readonly SidecarContext _context;
    private readonly TaskCompletionSource<FullCollection> _seen = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly PinnedHeap _pinned = new();
    private int _full = -1;
    private bool _stopped;
    private double _suspendedAt;
    private FullCollection? _found;

    internal FullCollectionWatch(EventPipeSession session, SidecarContext context)
    {
        _context = context;
        Reading = Task.Factory.StartNew(
            () => Read(session),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    /// <summary>Completes with the first full blocking GC that ended.</summary>
    internal Task<FullCollection> Seen => _seen.Task;

    /// <summary>Completes when the session's stream has ended.</summary>
    internal Task Reading { get; }

    private void Read(EventPipeSession session)
    {
        try
        {
            using var source = new EventPipeEventSource(session.EventStream);
            source.Clr.GCSuspendEEStart += data => _suspendedAt = data.TimeStampRelativeMSec;
            source.Clr.GCStart += Start;
            source.Clr.GCPerHeapHistory += _pinned.Add;
            source.Clr.GCStop += data => _stopped |= data.Count == _full;
            source.Clr.GCHeapStats += Statistics;
            source.Clr.GCRestartEEStop += data => Restart(data.TimeStampRelativeMSec);
            source.Process();
        }
        catch (Exception broken)
            when (broken
                    is FormatException
                        or IOException
                        or System.Net.Sockets.SocketException
                        or ObjectDisposedException
            )
        {
            // The target ended, or the session was dropped after its deadline.
            _seen.TrySetCanceled();
        }
    }

    private void Start(GCStartTraceData data)
    {
        if (data is { Depth: 2, Type: GCType.NonConcurrentGC } && _full < 0)
            _full = data.Count;
    }

    private void Statistics(GCHeapStatsTraceData data)
    {
        var live = _pinned.LiveAfter(data);
        if (!_stopped || _found is not null)
            return;
        long[] generations =
        [
            data.GenerationSize0,
            data.GenerationSize1,
            data.GenerationSize2,
            data.GenerationSize3,
            data.GenerationSize4,
        ];
        _found = new FullCollection(_context.Now, live, generations, data.FinalizationPromotedCount, 0);
    }

    private void Restart(double milliseconds)
    {
        if (_found is { } found)
            _seen.TrySetResult(found with { PauseMs = milliseconds - _suspendedAt });
    }
}
