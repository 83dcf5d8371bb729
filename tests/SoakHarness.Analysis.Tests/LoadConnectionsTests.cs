using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

public sealed class LoadConnectionsTests
{
    private const int Seconds = 120;
    private const int CheckpointEvery = 5;
    private const double Rate = 40;
    private static readonly Source Target = new(SourceRole.Target, "h", "app", 1);
    private static readonly Source Generator = new(SourceRole.Generator, "h", "soak", 2);

    // Opened by stalls, as a busy machine brings them.
    private static readonly double[] OpenedAt = [9, 31, 32, 33, 58, 77, 78, 79, 104];

    [Theory]
    [InlineData("handles", 20, 1)]
    [InlineData("goroutines", 20, 1)]
    [InlineData("live-heap", 5e6, 17_000)]
    public void What_grows_only_with_the_connections_of_the_load_is_clean(string metric, double level, double each)
    {
        var finding = Judge(metric, t => level + each * Stalls(t));

        finding.Verdict.Should().Be(Verdict.Clean, finding.Reason);
        finding.Reason.Should().StartWith("Apart from the connections that the load opened itself (9 more");
        finding.FloorAfter.Should().BeGreaterThan(finding.FloorBefore, "what was measured is told as it was");
    }

    [Theory]
    [InlineData("handles", 20, 1, 0.02)]
    [InlineData("goroutines", 20, 1, 0.02)]
    [InlineData("live-heap", 5e6, 17_000, 500)]
    public void A_leak_beside_them_stays_one(string metric, double level, double each, double leak) =>
        Judge(metric, t => level + each * Stalls(t) + Math.Floor(leak * Rate * t)).Verdict.Should().Be(Verdict.Leak);

    [Theory]
    [InlineData("handles", 20, 1)]
    [InlineData("live-heap", 5e6, 17_000)]
    public void Connections_that_do_not_end_in_the_target_excuse_nothing(string metric, double level, double each) =>
        Judge(metric, t => level + each * Stalls(t), sockets: _ => 3).Verdict.Should().NotBe(Verdict.Clean);

    [Fact]
    public void What_a_connection_holds_cannot_be_told_where_one_is_opened_with_every_floor()
    {
        // 85 bytes a request leak; 200 requests on, another connection, which may hold as much.
        static double Connections(double t) => 4 + Math.Floor(t / CheckpointEvery);

        Judge("live-heap", t => 5e6 + 85 * Rate * t, Connections).Verdict.Should().NotBe(Verdict.Clean);
    }

    [Fact]
    public void More_than_connections_hold_is_not_excused() =>
        Judge("live-heap", t => 5e6 + 400_000 * Stalls(t)).Verdict.Should().NotBe(Verdict.Clean);

    private static double Stalls(double t) => 4 + OpenedAt.Count(at => at <= t);

    private static MetricFinding Judge(
        string metric,
        Func<double, double> values,
        Func<double, double>? connections = null,
        Func<double, double>? sockets = null
    )
    {
        connections ??= Stalls;
        sockets ??= t => 3 + connections(t);
        var noise = new Random(1);
        var isHeap = metric == "live-heap";
        double[] seconds = [.. Enumerable.Range(0, Seconds + 1).Select(t => (double)t)];
        var recording = new Recording
        {
            Identity = new RunIdentity
            {
                RunId = "run",
                Scenario = "s",
                StartedAt = DateTimeOffset.UnixEpoch,
            },
            Series =
            [
                Drawn(Generator, "connections", connections),
                Drawn(Target, "sockets", sockets),
                .. isHeap ? [] : (Series[])[Drawn(Target, metric, values)],
            ],
            Load =
            [
                .. seconds
                    .Skip(1)
                    .Select(t => new LoadWindow(Generator, t)
                    {
                        Seconds = 1,
                        Scenario = "s",
                        Step = "",
                        Completed = (long)Rate,
                    }),
            ],
            Checkpoints =
            [
                .. seconds
                    .Where(t => isHeap && t % CheckpointEvery == 0)
                    .Select(t => new Checkpoint(Target, t)
                    {
                        Outcome = CheckpointOutcome.Completed,
                        LiveBytes = (long)(values(t) + 1000 * (noise.NextDouble() - 0.5)),
                    }),
            ],
        };
        return RunJudge.Judge(recording, new VerdictSpec(), null).Findings.Single(f => f.Metric == metric);

        Series Drawn(Source source, string name, Func<double, double> value) =>
            new(source, name, seconds, [.. seconds.Select(value)]);
    }
}
