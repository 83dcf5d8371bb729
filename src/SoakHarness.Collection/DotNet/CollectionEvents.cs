using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace SoakHarness.Collection.DotNet;

/// <summary>Connects GC events to whoever reads them.</summary>
internal static class CollectionEvents
{
    internal static void NeedGc(this EventPipeEventSource source, CollectionReadings readings)
    {
        var clr = source.Clr;
        clr.GCStart += readings.Start;
        clr.GCPerHeapHistory += readings.Heap;
        clr.GCStop += readings.Stop;
        clr.GCHeapStats += readings.Statistics;
        clr.GCSuspendEEStart += data =>
        {
            if (data.Reason is GCSuspendEEReason.SuspendForGC or GCSuspendEEReason.SuspendForGCPrep)
                readings.Suspend(data.TimeStampRelativeMSec);
        };
        clr.GCRestartEEStop += data => readings.Restart(data.TimeStampRelativeMSec);
    }
}
