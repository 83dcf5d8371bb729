using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Heaps;

/// <summary>Collects the events of one heap snapshot as they come; nothing is looked up before all have come.</summary>
internal sealed class HeapEvents
{
    private int _full = -1;

    /// <summary>What came so far.</summary>
    internal HeapParts Parts { get; } = new();

    /// <summary>Bytes that the snapshot's own GC found live; 0 until it ended.</summary>
    internal long Promoted { get; private set; }

    /// <summary>Completes when the snapshot's GC has ended.</summary>
    internal TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True once the target runs again after its collection.</summary>
    internal bool HasEnded => Ended.Task.IsCompletedSuccessfully;

    /// <summary>How long the target was suspended, in milliseconds.</summary>
    internal double PauseMs { get; private set; }

    private double SuspendedAt { get; set; }

    private bool HasStopped { get; set; }

    internal void Subscribe(EventPipeEventSource source)
    {
        var clr = source.Clr;
        clr.GCSuspendEEStart += data => SuspendedAt = data.TimeStampRelativeMSec;
        clr.GCStart += data =>
            _full = _full < 0 && data is { Depth: 2, Type: GCType.NonConcurrentGC } ? data.Count : _full;
        clr.GCStop += data => HasStopped |= data.Count == _full;
        clr.GCHeapStats += data => Promoted = HasStopped && Promoted == 0 ? data.TotalPromoted : Promoted;
        clr.GCRestartEEStop += data => End(data.TimeStampRelativeMSec);
        clr.TypeBulkType += TakeTypes;
        clr.GCBulkNode += TakeNodes;
        clr.GCBulkEdge += TakeEdges;
        clr.GCBulkRootEdge += TakeRoots;
        clr.GCBulkRootStaticVar += TakeStatics;
        clr.GCBulkRootConditionalWeakTableElementEdge += TakeDependents;
    }

    private void End(double milliseconds)
    {
        if (!HasStopped || Ended.Task.IsCompleted)
            return;
        PauseMs = milliseconds - SuspendedAt;
        Ended.TrySetResult();
    }

    private void TakeTypes(GCBulkTypeTraceData data)
    {
        for (var i = 0; i < data.Count; i++)
        {
            var type = data.Values(i);
            if (type.TypeName is { Length: > 0 } name)
                Parts.TypeNames[type.TypeID] = name;
        }
    }

    private void TakeNodes(GCBulkNodeTraceData data)
    {
        for (var i = 0; i < data.Count; i++)
        {
            var node = data.Values(i);
            Parts.Add(node.Address, node.TypeID, (long)node.Size, (int)node.EdgeCount);
        }
    }

    private void TakeEdges(GCBulkEdgeTraceData data)
    {
        for (var i = 0; i < data.Count; i++)
            Parts.Targets.Add(data.Values(i).Target);
    }

    private void TakeRoots(GCBulkRootEdgeTraceData data)
    {
        for (var i = 0; i < data.Count; i++)
        {
            var root = data.Values(i);
            if (root.RootedNodeAddress != 0 && KindOf(root.GCRootKind, root.GCRootFlag) is { } kind)
                Parts.Roots.Add((root.RootedNodeAddress, kind, root.GCRootID, ""));
        }
    }

    private void TakeStatics(GCBulkRootStaticVarTraceData data)
    {
        for (var i = 0; i < data.Count; i++)
        {
            var field = data.Values(i);
            if (field.ObjectID == 0)
                continue;
            var isThread = (field.Flags & GCRootStaticVarFlags.ThreadLocal) != 0;
            Parts.Roots.Add(
                (
                    field.ObjectID,
                    RootKind.Static,
                    field.GCRootID,
                    isThread ? $"thread-static {field.FieldName}" : field.FieldName
                )
            );
        }
    }

    private void TakeDependents(GCBulkRootConditionalWeakTableElementEdgeTraceData data)
    {
        for (var i = 0; i < data.Count; i++)
        {
            var entry = data.Values(i);
            if (entry.GCValueNodeID != 0)
                Parts.Dependents.Add((entry.GCKeyNodeID, entry.GCValueNodeID));
        }
    }

    /// <summary>
    /// What kind of root it is; null for a weak handle, short or long, which holds nothing. The runtime gives a
    /// ref-counted handle both flags; it does not tell async-pinned handles from pinned ones.
    /// </summary>
    internal static RootKind? KindOf(GCRootKind kind, GCRootFlags flags) =>
        (flags & GCRootFlags.RefCounted) != 0 ? RootKind.RefCountedHandle
        : (flags & GCRootFlags.WeakRef) != 0 ? null
        : kind switch
        {
            GCRootKind.Stack => RootKind.Stack,
            GCRootKind.Finalizer => RootKind.Finalizer,
            GCRootKind.Handle => (flags & GCRootFlags.Pinning) != 0 ? RootKind.PinnedHandle : RootKind.Handle,
            _ => RootKind.Other,
        };
}
