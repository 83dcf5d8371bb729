using SoakHarness.Collection.Protocol;

namespace SoakHarness.Runs;

/// <summary>
/// Has the sidecar take the heap snapshots of a run: those planned over the load, with allocations sampled after the
/// first, one more when the floor has grown much since the first, and the one at its end. A run without a sidecar or
/// without snapshots has none.
/// </summary>
internal sealed class SnapshotTaker(RunContext context, SidecarLink? sidecar, CancellationToken end)
{
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(2);
    private readonly TaskCompletionSource _comparable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Completes once there is a snapshot that the one at the end can be compared with, or there will be none.
    /// </summary>
    internal Task Comparable => _comparable.Task;

    /// <summary>The floor since the first snapshot.</summary>
    internal GrownFloor Floor { get; } = new();

    /// <summary>Takes those planned over the load, and the one that growth asks for.</summary>
    internal async Task RunAsync()
    {
        if (sidecar is not null)
            await Task.WhenAll(TakePlannedAsync(sidecar), TakeGrownAsync(sidecar));
    }

    /// <summary>Takes the one at the end.</summary>
    internal async Task TakeLastAsync()
    {
        var watch = context.Spec.Watch;
        if (sidecar is not null && watch.HeapSnapshots > 0)
            await TakeAsync(sidecar, watch.Drain > TimeSpan.Zero ? "drained" : "end");
    }

    private async Task TakePlannedAsync(SidecarLink link)
    {
        var spec = context.Spec;
        var began = TimeProvider.System.GetTimestamp();
        var plan = SnapshotPlan.Create(spec.Watch.HeapSnapshots, spec.Load.WarmUp, LoadLength.Of(spec.Load));
        foreach (var (label, at) in plan)
        {
            if (!await WaitUntilAsync(began, at))
                break;
            await TakeAsync(link, label);
            Floor.Compare();
            if (label == "warm" && spec.Watch.AllocationSampling > TimeSpan.Zero)
                await SampleAllocationsAsync(link, spec.Watch.AllocationSampling);
            _comparable.TrySetResult();
        }

        _comparable.TrySetResult();
    }

    private async Task TakeGrownAsync(SidecarLink link)
    {
        await Task.WhenAny(Floor.Reached, Task.Delay(Timeout.Infinite, end));
        if (!end.IsCancellationRequested)
            await TakeAsync(link, "grown");
    }

    private async Task<bool> WaitUntilAsync(long began, TimeSpan at)
    {
        var wait = at - TimeProvider.System.GetElapsedTime(began);
        if (wait > TimeSpan.Zero)
            await Task.WhenAny(Task.Delay(wait, end));
        return !end.IsCancellationRequested;
    }

    private Task<bool> SampleAllocationsAsync(SidecarLink link, TimeSpan length)
    {
        var command = new SidecarCommand(SidecarCommand.SampleAllocations, Seconds: length.TotalSeconds);
        return link.AskAsync(command, SidecarEvent.Allocations, length + TimeSpan.FromSeconds(30), end);
    }

    private Task<bool> TakeAsync(SidecarLink link, string label) =>
        link.AskAsync(new SidecarCommand(SidecarCommand.Snapshot, label), SidecarEvent.Snapshot, Within, end);
}
