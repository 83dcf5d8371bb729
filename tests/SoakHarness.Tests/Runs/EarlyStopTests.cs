using SoakHarness.Model.Scenarios;
using SoakHarness.Runs;

namespace SoakHarness.Tests.Runs;

/// <summary>Forty floors every 10 s that double over the run, at 50 requests a second.</summary>
public sealed class EarlyStopTests
{
    [Fact]
    public async Task A_leak_that_is_certain_is_told_with_what_grew() =>
        (await Watch(new VerdictSpec { StopEarly = true }))
            .Should()
            .StartWith("Stopped early at")
            .And.Contain("three looks in a row")
            .And.Contain("live-heap");

    [Fact]
    public async Task Nothing_is_stopped_that_does_not_ask_for_it() =>
        (await Watch(new VerdictSpec())).Should().BeNull();

    [Fact]
    public async Task A_heap_that_does_not_gate_the_run_does_not_stop_it() =>
        (await Watch(new VerdictSpec { StopEarly = true, Metrics = ["threads"] })).Should().BeNull();

    private static async Task<string?> Watch(VerdictSpec spec)
    {
        var early = new EarlyStop(spec);
        for (var i = 0; i < 40; i++)
            early.Add(10 * i, 20_000_000 + 500_000L * i + 1000 * (i * 7 % 5), 50);
        return early.Certain.IsCompleted ? await early.Certain : null;
    }
}
