using System.Collections.Concurrent;
using System.Diagnostics;
using SoakHarness.Load.Engine;
using SoakHarness.Load.Statistics;

namespace SoakHarness.Load.Tests.Engine;

public sealed class OpenLoadTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_finds_no_worker_waits_in_line_and_starts_in_order(bool neverBlocks)
    {
        var iteration = new Held();
        var load = new OpenLoad(RunOf(iteration, out var whole), maxWorkers: 1, neverBlocks);

        await load.DispatchAsync([0, 0.001, 0.002, 0.003], 0.005, CancellationToken.None);
        load.Backlog.Should().Be(3);
        load.IsBusy.Should().BeTrue();
        iteration.LetGo();
        await load.CompleteAsync().WaitAsync(Deadline);

        iteration.Begun.Should().HaveCount(4).And.BeInAscendingOrder();
        load.IsBusy.Should().BeFalse();
        load.Backlog.Should().Be(0);
        whole.InFlight.Should().Be(0);
    }

    [Fact]
    public async Task Code_that_blocks_its_thread_holds_nobody_else_up()
    {
        using var together = new Barrier(4);
        var iteration = new Blocking(together);
        var load = new OpenLoad(RunOf(iteration, out _), maxWorkers: 8, neverBlocks: false);

        await load.DispatchAsync([0, 0.001, 0.002, 0.003], 0.005, CancellationToken.None).WaitAsync(Deadline);
        await load.CompleteAsync().WaitAsync(Deadline);

        iteration.Met.Should().Be(4, "each of them waited for the three others");
    }

    [Fact]
    public async Task What_was_dropped_from_the_line_is_counted_as_never_sent()
    {
        var iteration = new Held();
        var run = RunOf(iteration, out _);
        var load = new OpenLoad(run, maxWorkers: 2, neverBlocks: true);

        await load.DispatchAsync([0, 0, 0, 0, 0], 0.001, CancellationToken.None);
        load.DropQueue();
        iteration.LetGo();
        await load.CompleteAsync().WaitAsync(Deadline);

        (run.NeverSent, iteration.Begun.Count).Should().Be((3L, 2));
    }

    [Fact]
    public async Task Every_arrival_is_served_however_workers_take_turns()
    {
        var iteration = new Held();
        iteration.LetGo();
        var load = new OpenLoad(RunOf(iteration, out var whole), maxWorkers: 100, neverBlocks: true);

        await load.DispatchAsync(Enumerable.Range(0, 2000).Select(i => i * 1e-5), 0.02, CancellationToken.None);
        await load.CompleteAsync().WaitAsync(Deadline);

        iteration.Begun.Should().HaveCount(2000);
        whole.InFlight.Should().Be(0);
    }

    private static LoadRun RunOf(IIteration iteration, out PhasedStatistics whole)
    {
        whole = new PhasedStatistics("test", "", new WarmUpEnd());
        return new LoadRun(Stopwatch.GetTimestamp(), iteration, whole, CancellationToken.None);
    }

    /// <summary>Ends when it is let go.</summary>
    private sealed class Held : IIteration
    {
        private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Intended starts, in the order in which they began.</summary>
        internal ConcurrentQueue<double> Begun { get; } = [];

        public async ValueTask<StepEnd> RunAsync(Func<double> clock, double intended, CancellationToken kill)
        {
            Begun.Enqueue(intended);
            await _letGo.Task;
            return new StepEnd(EndKind.Completed, 0);
        }

        internal void LetGo() => _letGo.TrySetResult();
    }

    /// <summary>Blocks its thread until as many as the barrier wants have come.</summary>
    private sealed class Blocking(Barrier together) : IIteration
    {
        private int _met;

        internal int Met => _met;

        public ValueTask<StepEnd> RunAsync(Func<double> clock, double intended, CancellationToken kill)
        {
            if (together.SignalAndWait(Deadline, kill))
                Interlocked.Increment(ref _met);
            return new ValueTask<StepEnd>(new StepEnd(EndKind.Completed, 0));
        }
    }
}
