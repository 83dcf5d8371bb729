using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

public sealed class OpenedConnectionsTests
{
    [Theory]
    [InlineData("live-heap", 170_000, 19)]
    [InlineData("handles", 19, 19)]
    [InlineData("goroutines", 38, 19)]
    public void Growth_that_the_loads_connections_may_explain_is_not_decided(
        string metric,
        double growth,
        double opened
    )
    {
        var finding = Judge(metric, growth, opened);

        finding.Verdict.Should().Be(Verdict.Inconclusive);
        finding.Reason.Should().Contain("19 more sockets");
    }

    [Theory]
    [InlineData("live-heap", 6_000_000, 19)]
    [InlineData("live-heap", 170_000, 0)]
    [InlineData("handles", 60, 19)]
    [InlineData("goroutines", 60, 19)]
    [InlineData("handles", 98, 98)]
    [InlineData("handles", 1500, 1500)]
    [InlineData("threads", 19, 19)]
    public void More_than_that_stays_a_leak(string metric, double growth, double opened) =>
        Judge(metric, growth, opened).Verdict.Should().Be(Verdict.Leak);

    [Theory]
    // A pause of two seconds under 50 requests a second: 98 connections more, in two steps, and as many handles.
    [InlineData("handles", 98, 98, Verdict.Inconclusive)]
    [InlineData("live-heap", 900_000, 98, Verdict.Inconclusive)]
    [InlineData("handles", 300, 300, Verdict.Leak)]
    public void Many_connections_that_a_stall_in_mid_run_opened_are_not_decided_either(
        string metric,
        double growth,
        double opened,
        Verdict verdict
    )
    {
        var since = Leak(metric, growth) with { OnsetSeconds = 39 };

        OpenedConnections.Allow([since, Leak("sockets", opened)])[0].Verdict.Should().Be(verdict);
    }

    private static MetricFinding Judge(string metric, double growth, double opened) =>
        OpenedConnections.Allow([Leak(metric, growth), Leak("sockets", opened) with { Verdict = Verdict.Clean }])[0];

    private static MetricFinding Leak(string metric, double growth) =>
        new()
        {
            Metric = metric,
            Unit = metric == "live-heap" ? "bytes" : "count",
            Verdict = Verdict.Leak,
            FloorBefore = 100,
            FloorAfter = 100 + growth,
        };
}
