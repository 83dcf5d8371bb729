using WorkerLoop;

// Works through jobs by itself, 200 a second, until it is asked to end. `leaky` keeps the receipt of every job, `fixed`
// the last thousand.
var receipts = args switch
{
    ["leaky"] => new Receipts(int.MaxValue),
    ["fixed"] => new Receipts(1000),
    _ => null,
};
if (receipts is null)
{
    Console.Error.WriteLine("usage: WorkerLoop leaky|fixed");
    return 2;
}

using var worker = new Worker(receipts);
using var end = new CancellationTokenSource();
Console.CancelKeyPress += (_, signal) => signal.Cancel = Cancel();
AppDomain.CurrentDomain.ProcessExit += (_, _) => Cancel();
await worker.RunAsync(end.Token);
return 0;

bool Cancel()
{
    end.Cancel();
    return true;
}
