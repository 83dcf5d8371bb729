using SoakHarness.Collection.Sources;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Proc;

/// <summary>The sidecar watches itself: its cost is part of every report.</summary>
internal sealed class SelfSource(SidecarContext context) : ISampleSource
{
    public ValueTask SampleAsync(CancellationToken cancel)
    {
        context.Write(new Reading(context.Self, context.Now, "cpu", Environment.CpuUsage.TotalTime.TotalSeconds));
        context.Write(new Reading(context.Self, context.Now, "rss", Environment.WorkingSet));
        return ValueTask.CompletedTask;
    }
}
