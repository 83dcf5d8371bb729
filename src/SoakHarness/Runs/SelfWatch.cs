using SoakHarness.Collection.Proc;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Runs;

/// <summary>The harness watches itself: its CPU and memory go into the recording, and so does what the whole
/// machine had to do, so that a starved or growing generator shows.</summary>
internal sealed class SelfWatch(RunContext context)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    internal async Task RunAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            Sample();
            await Task.WhenAny(Task.Delay(Every, end));
        }

        Sample();
    }

    private void Sample()
    {
        var usage = Environment.CpuUsage;
        context.Store.Write(new Reading(context.Generator, context.Now, "cpu", usage.TotalTime.TotalSeconds));
        context.Store.Write(new Reading(context.Generator, context.Now, "rss", Environment.WorkingSet));
        if (MachineLoad.Read() is not { } machine)
            return;
        context.Store.Write(
            new Reading(
                context.Generator,
                context.Now,
                "machine-steal",
                machine.StealSeconds / Math.Max(1, machine.Cores)
            )
        );
        context.Store.Write(
            new Reading(
                context.Generator,
                context.Now,
                "machine-load",
                machine.LoadAverage / Math.Max(1, machine.Cores)
            )
        );
    }
}
