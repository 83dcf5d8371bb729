using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.DotNet;

/// <summary>
/// Turns GC events into readings. A background GC can have foreground GCs nested in it, so that starts are kept by
/// number; the statistics of a GC come right after its own stop. Above 20 collections a second those of generation 0
/// and 1 are counted but not kept one by one.
/// </summary>
internal sealed class CollectionReadings(SidecarContext context)
{
    private const int KeptPerSecond = 20;
    private readonly Dictionary<int, GCStartTraceData> _started = [];
    private readonly PinnedHeap _pinned = new();
    private GarbageCollection? _pending;
    private double _suspendedAt;
    private double _pauseMs;
    private double _second;
    private int _inSecond;
    private Tuple<double, (string Metric, double Value)[]>? _latest;

    internal void Subscribe(EventPipeEventSource source)
    {
        source.NeedGc(this);
    }

    internal void Start(GCStartTraceData data)
    {
        _started[data.Count] = (GCStartTraceData)data.Clone();
    }

    internal void Suspend(double milliseconds) => _suspendedAt = milliseconds;

    internal void Heap(GCPerHeapHistoryTraceData data) => _pinned.Add(data);

    internal void Stop(GCEndTraceData data)
    {
        if (!_started.Remove(data.Count, out var start))
            return;
        Flush();
        _pending = new GarbageCollection(context.Target, context.Now)
        {
            Number = data.Count,
            Generation = start.Depth,
            IsBlocking = start.Type == GCType.NonConcurrentGC,
            IsInduced = start.Reason is GCReason.Induced or GCReason.InducedNotForced,
            Reason = start.Reason.ToString(),
        };
    }

    internal void Statistics(GCHeapStatsTraceData data)
    {
        var live = _pinned.LiveAfter(data);
        if (_pending is not null)
            _pending = _pending with
            {
                PromotedBytes = _pending.Generation == 2 ? live : data.TotalPromoted,
                HeapBytes = data.TotalHeapSize,
            };
        (string Metric, double Value)[] readings =
        [
            ("heap", data.TotalHeapSize),
            ("gen0", data.GenerationSize0),
            ("gen1", data.GenerationSize1),
            ("gen2", data.GenerationSize2),
            ("loh", data.GenerationSize3),
            ("poh", data.GenerationSize4),
            ("gc-handles", data.GCHandleCount),
            ("pinned-objects", data.PinnedObjectCount),
            ("finalization-pending", data.FinalizationPromotedCount),
        ];
        _latest = Tuple.Create(context.Now, readings);
    }

    /// <summary>
    /// Writes the statistics of the last collection, once: one set of readings a period, however often the target
    /// collects.
    /// </summary>
    internal void WriteLatest()
    {
        if (Interlocked.Exchange(ref _latest, null) is not var (time, readings))
            return;
        foreach (var (metric, value) in readings)
            context.Write(new Reading(context.Target, time, metric, value));
    }

    internal void Restart(double milliseconds)
    {
        var pause = milliseconds - _suspendedAt;
        _pauseMs += pause;
        if (_pending is not null)
            _pending = _pending with { PauseMs = pause };
        Flush();
        context.Read("gc-pause", _pauseMs);
    }

    private void Flush()
    {
        if (_pending is not { } finished)
            return;
        _pending = null;
        if (finished.Time - _second >= 1)
            (_second, _inSecond) = (finished.Time, 0);
        if (++_inSecond <= KeptPerSecond || finished.Generation == 2)
            context.Write(finished);
    }
}
