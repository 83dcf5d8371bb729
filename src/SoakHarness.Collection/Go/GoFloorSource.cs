using System.Text;
using SoakHarness.Collection.Checkpoints;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Go;

/// <summary>
/// A checkpoint of a Go target: its heap endpoint collects (<c>gc=1</c>) before it answers, and its text form ends with
/// the memory statistics of that moment, which stand in for expvar where a target has none.
/// </summary>
internal sealed class GoFloorSource(SidecarContext context, GoDebug debug, GoMemStats stats) : IFloorSource
{
    private readonly Outage _outage = new(context, "Floors", GoDebug.PprofLines);

    public async Task<Checkpoint> TakeAsync(TimeSpan within, CancellationToken cancel)
    {
        var began = context.Now;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(within);
        var (body, problem) = await debug.GetAsync("/debug/pprof/heap?gc=1&debug=1", deadline.Token);
        var text = body is null ? "" : Encoding.UTF8.GetString(body);
        var live = MemStatsText.Find(text, "HeapAlloc");
        if (live is null)
            problem ??= "/debug/pprof/heap holds no memory statistics";
        else
            stats.Write(name => MemStatsText.Find(text, name));
        if (!cancel.IsCancellationRequested)
            Tell(problem);
        return new Checkpoint(context.Target, context.Now)
        {
            Outcome = live is null ? CheckpointOutcome.Unreachable : CheckpointOutcome.Completed,
            LiveBytes = live ?? 0,
            DurationMs = (context.Now - began) * 1000,
            Collections = live is null ? 0 : 1,
            Note = problem ?? "",
        };
    }

    private void Tell(string? problem)
    {
        if (problem is null)
            _outage.Work();
        else
            _outage.Fail(problem, debug.Refused);
    }
}
