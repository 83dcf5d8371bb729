using System.Text.Json;
using System.Threading.Channels;
using SoakHarness.Collection.Checkpoints;
using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection;

/// <summary>
/// The sidecar: samples one target and writes what it sees. Lifecycle: <see cref="RunAsync"/> opens its sources, tells
/// <c>ready</c>, then samples every period, takes checkpoints on schedule, and obeys orders until <c>stop</c>, the end
/// of its input, or the end of the target. One loop does everything that touches the target's GC, so that checkpoints
/// and snapshots never overlap.
/// </summary>
public sealed class Sidecar
{
    private const double BeatSeconds = 5;
    private readonly SidecarOptions _options;
    private readonly SidecarContext _context;
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly Lock _writing = new();
    private readonly Channel<SidecarCommand> _orders = Channel.CreateUnbounded<SidecarCommand>();
    private TaskCompletionSource _quiesced = new();
    private Task _allocations = Task.CompletedTask;

    /// <param name="context">What to watch, and where readings go; whom to tell is the output.</param>
    /// <param name="input">Orders, a JSON line each.</param>
    /// <param name="output">Events, a JSON line each.</param>
    public Sidecar(SidecarContext context, TextReader input, TextWriter output)
    {
        _options = context.Options;
        _input = input;
        _output = output;
        _context = context with { Tell = Tell };
    }

    /// <summary>Runs until stopped.</summary>
    /// <param name="cancel">Stops at once.</param>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var listening = ListenAsync(stop);
        await using var watch = await TargetWatch.OpenAsync(_context, stop.Token);
        Tell(new SidecarEvent(SidecarEvent.Ready, _context.Now));
        var sampling = SampleAsync(watch, stop.Token);
        var working = WorkAsync(watch, stop.Token);
        // A sampler that fails ends the sidecar, which is seen and put right; it must not just fall silent.
        await Task.WhenAny(listening, working, sampling);
        await stop.CancelAsync();
        await Task.WhenAll(sampling, working);
        await _allocations;
    }

    private async Task ListenAsync(CancellationTokenSource stop)
    {
        while (await _input.ReadLineAsync(stop.Token) is { } line)
        {
            if (JsonSerializer.Deserialize<SidecarCommand>(line) is not { } order)
                continue;
            if (order.Do == SidecarCommand.Stop)
                break;
            if (order.Do == SidecarCommand.Quiesced)
                _quiesced.TrySetResult();
            else
                _orders.Writer.TryWrite(order);
        }

        _orders.Writer.TryComplete();
        await stop.CancelAsync();
    }

    private async Task SampleAsync(TargetWatch watch, CancellationToken cancel)
    {
        var period = _options.Watch.Every;
        var next = _context.Now;
        var told = next;
        while (!cancel.IsCancellationRequested)
        {
            await watch.SampleAsync(cancel);
            if (_context.Now - told >= BeatSeconds)
            {
                told = _context.Now;
                Tell(new SidecarEvent(SidecarEvent.Beat, told));
            }

            next += period.TotalSeconds;
            // A sampler that fell behind goes on from now: missed periods are a gap, not a burst.
            next = Math.Max(next, _context.Now);
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(Math.Max(0.001, next - _context.Now)), cancel));
        }
    }

    private async Task WorkAsync(TargetWatch watch, CancellationToken cancel)
    {
        var schedule = new CheckpointSchedule(_options.Watch.Checkpoint, new Random(_options.Pid));
        while (!cancel.IsCancellationRequested)
        {
            var wait = schedule.Next(_context.Now) - _context.Now;
            var due = wait is { } seconds
                ? Task.Delay(TimeSpan.FromSeconds(Math.Clamp(seconds, 0.001, 86_400)), cancel)
                : Task.Delay(Timeout.Infinite, cancel);
            var order = _orders.Reader.WaitToReadAsync(cancel).AsTask();
            await Task.WhenAny(due, order);
            if (cancel.IsCancellationRequested)
                return;
            if (_orders.Reader.TryRead(out var command))
                await ObeyAsync(watch, command, cancel);
            else if (due.IsCompletedSuccessfully)
                schedule.Taken(_context.Now, await CheckpointAsync(watch, false, cancel));
        }
    }

    private async Task ObeyAsync(TargetWatch watch, SidecarCommand command, CancellationToken cancel)
    {
        switch (command.Do)
        {
            case SidecarCommand.Checkpoint:
                await CheckpointAsync(watch, command.IsDrained, cancel);
                break;
            case SidecarCommand.Drain:
                await DrainAsync(watch, cancel);
                Tell(new SidecarEvent(SidecarEvent.Drained, _context.Now));
                break;
            case SidecarCommand.Snapshot:
                var taken = await watch.SnapshotAsync(command.Label, cancel);
                Tell(
                    new SidecarEvent(
                        SidecarEvent.Snapshot,
                        _context.Now,
                        taken?.Note ?? "no snapshots for this runtime"
                    )
                );
                break;
            case SidecarCommand.SampleAllocations:
                // It induces no GC, so that checkpoints go on beside it.
                _allocations = Task.WhenAll(_allocations, SampleAllocationsAsync(watch, command.Seconds, cancel));
                break;
            default:
                Tell(new SidecarEvent(SidecarEvent.Problem, _context.Now, $"Unknown order '{command.Do}'."));
                break;
        }
    }

    private async Task SampleAllocationsAsync(TargetWatch watch, double seconds, CancellationToken cancel)
    {
        await watch.SampleAllocationsAsync(TimeSpan.FromSeconds(seconds), cancel);
        Tell(new SidecarEvent(SidecarEvent.Allocations, _context.Now));
    }

    /// <summary>Takes checkpoints until two in a row agree within 0.1 % or the drain's deadline has passed.</summary>
    private async Task DrainAsync(TargetWatch watch, CancellationToken cancel)
    {
        const double settled = 0.001;
        var deadline = _context.Now + _options.Watch.Drain.TotalSeconds;
        var previous = double.NaN;
        while (!cancel.IsCancellationRequested)
        {
            if (await CheckpointAsync(watch, true, cancel) is not { Outcome: CheckpointOutcome.Completed } checkpoint)
                return;
            var isSettled = Math.Abs(checkpoint.LiveBytes - previous) <= settled * checkpoint.LiveBytes;
            if (isSettled || _context.Now >= deadline)
                return;
            previous = checkpoint.LiveBytes;
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(1), cancel));
        }
    }

    private async Task<Checkpoint?> CheckpointAsync(TargetWatch watch, bool isDrained, CancellationToken cancel)
    {
        if (!watch.HasFloor)
            return null;
        var quiesce = isDrained ? TimeSpan.Zero : _options.Watch.Checkpoint?.Quiesce ?? TimeSpan.Zero;
        if (quiesce > TimeSpan.Zero)
            await QuiesceAsync(quiesce, cancel);
        var checkpoint = await watch.CheckpointAsync(quiesce > TimeSpan.Zero, isDrained, cancel);
        if (quiesce > TimeSpan.Zero)
            Tell(new SidecarEvent(SidecarEvent.Resume, _context.Now));
        // A checkpoint that the end of the run cut off says nothing about the target.
        if (checkpoint is null || cancel.IsCancellationRequested && checkpoint.Outcome != CheckpointOutcome.Completed)
            return null;
        _context.Write(checkpoint);
        long? live = checkpoint.Outcome == CheckpointOutcome.Completed ? checkpoint.LiveBytes : null;
        Tell(new SidecarEvent(SidecarEvent.Checkpoint, checkpoint.Time, checkpoint.Note, live));
        return checkpoint;
    }

    private async Task QuiesceAsync(TimeSpan length, CancellationToken cancel)
    {
        _quiesced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Tell(new SidecarEvent(SidecarEvent.Quiesce, _context.Now));
        await Task.WhenAny(_quiesced.Task, Task.Delay(TimeSpan.FromSeconds(30), cancel));
        await Task.WhenAny(Task.Delay(length, cancel));
    }

    private void Tell(SidecarEvent happened)
    {
        lock (_writing)
        {
            try
            {
                _output.WriteLine(JsonSerializer.Serialize(happened));
                _output.Flush();
            }
            catch (IOException)
            {
                // The harness is gone; the end of the input stops the sidecar.
                _orders.Writer.TryComplete();
            }
        }
    }
}
