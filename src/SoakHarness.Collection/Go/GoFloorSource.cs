using System.Text;
using SoakHarness.Collection.Checkpoints;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Go;

/// <summary>A checkpoint of a Go target: its heap endpoint collects (<c>gc=1</c>) before it answers, and its text form ends with the memory statistics of that moment.</summary>
internal sealed class GoFloorSource(SidecarContext context, GoDebug debug) : IFloorSource
{
    public async Task<Checkpoint> TakeAsync(TimeSpan within, CancellationToken cancel)
    {
        var began = context.Now;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(within);
        var (body, problem) = await debug.GetAsync("/debug/pprof/heap?gc=1&debug=1", deadline.Token);
        var live = body is null ? null : MemStatsText.Find(Encoding.UTF8.GetString(body), "HeapAlloc");
        return new Checkpoint(context.Target, context.Now)
        {
            Outcome = live is null ? CheckpointOutcome.Unreachable : CheckpointOutcome.Completed,
            LiveBytes = live ?? 0,
            DurationMs = (context.Now - began) * 1000,
            Collections = live is null ? 0 : 1,
            Note = live is null ? problem ?? "the heap profile held no memory statistics" : "",
        };
    }
}
