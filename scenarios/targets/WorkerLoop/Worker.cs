using System.Diagnostics.Metrics;

namespace WorkerLoop;

/// <summary>Does the jobs, and counts them twice: in a meter, and in a line of output a second.</summary>
internal sealed class Worker(Receipts receipts) : IDisposable
{
    private const int JobsPerTick = 10;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);
    private readonly Meter _meter = new("Shop.Worker");

    public void Dispose() => _meter.Dispose();

    internal async Task RunAsync(CancellationToken end)
    {
        var done = _meter.CreateCounter<long>("jobs.done");
        using var timer = new PeriodicTimer(Tick);
        for (var job = 0L; !end.IsCancellationRequested; )
        {
            for (var i = 0; i < JobsPerTick; i++)
                receipts.Add(new Receipt(job++));
            done.Add(JobsPerTick);
            if (job % 200 == 0)
                Console.WriteLine(FormattableString.Invariant($"ops={job}"));
            if (!await NextAsync(timer, end))
                return;
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken end)
    {
        try
        {
            return await timer.WaitForNextTickAsync(end);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
