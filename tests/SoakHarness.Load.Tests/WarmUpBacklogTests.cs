using System.Collections.Concurrent;
using System.Diagnostics;
using SoakHarness.Load.Engine;
using SoakHarness.Load.Statistics;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Tests;

public sealed class WarmUpBacklogTests
{
    [Fact]
    public async Task What_was_due_in_the_warm_up_and_ends_after_it_is_not_measured()
    {
        var steps = new StepBook();
        var held = new HeldUntilMeasured(steps);
        var load = new LoadSpec
        {
            WarmUp = TimeSpan.FromSeconds(1),
            Simulations = [new Inject(50, TimeSpan.FromSeconds(1))],
            Transport = new TransportSpec { MaxConnections = 5 },
        };
        var source = new Source(SourceRole.Generator, "host", "test", 1);
        using var generator = new LoadGenerator(
            load,
            new LoadTarget("test", null, held, source, Stopwatch.GetTimestamp(), held, steps)
        );

        await generator.RunAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));

        foreach (var name in (string[])["", "step"])
        {
            var (warmUp, measured) = (held.Windows(name, isWarmUp: true), held.Windows(name, isWarmUp: false));
            warmUp
                .Sum(w => w.Completed)
                .Should()
                .Be(50, "five were in flight at its end and the others waited in line");
            measured.Sum(w => w.Completed).Should().Be(50);
            measured.Sum(w => w.Sent).Should().Be(50);
            measured.Sum(w => w.Latency.Count()).Should().Be(50);
        }

        held.Windows("", isWarmUp: true).Sum(w => w.Asked).Should().Be(50);
        held.Windows("", isWarmUp: false).Sum(w => w.Asked).Should().Be(50);
        held.EndedBefore.Should().Be(0, "the target stood still through the whole warm-up");
    }

    /// <summary>A target that stands still until the load after the warm-up begins.</summary>
    private sealed class HeldUntilMeasured(StepBook steps) : IIteration, IRecordingSink
    {
        private readonly ConcurrentQueue<LoadWindow> _windows = new();
        private readonly TaskCompletionSource _measured = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long EndedBefore { get; private set; }

        public LoadWindow[] Windows(string step, bool isWarmUp) =>
            [.. _windows.Where(w => w.Step == step && w.IsWarmUp == isWarmUp)];

        public async ValueTask<StepEnd> RunAsync(Func<double> clock, double intended, CancellationToken kill)
        {
            var started = clock();
            steps.Started("test", "step", intended);
            await _measured.Task;
            var end = new StepEnd(EndKind.Completed, 0);
            steps.Ended("test", "step", end, new StepTimes(intended, started, clock()));
            return end;
        }

        public void Write(Entry entry)
        {
            if (entry is LoadWindow window)
                _windows.Enqueue(window);
            if (entry is not RunEvent { Kind: RunEventKind.Phase, Text: not "warm-up" })
                return;
            EndedBefore = _windows.Sum(w => w.Completed);
            _measured.TrySetResult();
        }
    }
}
