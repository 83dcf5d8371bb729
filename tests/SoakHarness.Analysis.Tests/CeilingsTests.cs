using System.Globalization;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

/// <summary>
/// Two minutes of a target whose heap grows by a megabyte a second from 100 MB, beside 40 MB that are not heap, and
/// that opens ten files and starts a thread a second.
/// </summary>
public sealed class CeilingsTests
{
    private const double Rate = 1e6;
    private const int Seconds = 120;
    private const double Level = 100e6 + Rate * Seconds;
    private static readonly Source Target = new(SourceRole.Target, "host", "target", 10);

    [Fact]
    public void A_heap_has_what_the_rest_of_the_process_leaves_of_the_memory()
    {
        var heap = Judge("live-heap", 512e6, "runtime=dotnet");

        heap.Ceiling!.Level.Should().BeApproximately(472e6, 1e5);
        heap.Reason.Should()
            .Contain("out of memory in")
            .And.Contain("at 472 MB (a limit of 512 MB less 40 MB outside the heap)");
        Left(heap).Should().BeApproximately((472e6 - Level) / Rate, 6);
    }

    [Fact]
    public void A_limit_is_told_as_it_was_set() =>
        Judge("live-heap", 512 << 20, "runtime=dotnet")
            .Reason.Should()
            .Contain("at 497 MB (a limit of 512 MiB less 40 MB outside the heap)");

    [Fact]
    public void A_heap_ends_where_its_collector_lets_it_grow_no_more()
    {
        var heap = Judge(
            "live-heap",
            512e6,
            "runtime=dotnet",
            "heap-limit=300000000",
            "heap-limit-source=three quarters"
        );

        heap.Reason.Should().Contain("at 300 MB (the limit of the heap: three quarters)");
        Left(heap).Should().BeApproximately((300e6 - Level) / Rate, 6);
        Judge("live-heap", null, "runtime=dotnet", "heap-limit=300000000").Ceiling!.Level.Should().Be(300e6);
    }

    [Theory]
    [InlineData("", 0.5)]
    [InlineData("gogc=300", 0.25)]
    [InlineData("gogc=100 gomemlimit=480MiB", 1)]
    [InlineData("gogc=off gomemlimit=480MiB", 1)]
    [InlineData("gogc=50 gomemlimit=4GiB", 1 / 1.5)]
    [InlineData("gogc=50 gomemlimit=off", 1 / 1.5)]
    public void What_is_live_in_go_may_be_the_share_of_the_memory_that_its_collector_lets_it_be(
        string facts,
        double share
    )
    {
        var heap = Judge("live-heap", 912e6, ["runtime=go1.22", .. facts.Split(' ')]);

        heap.Ceiling!.Level.Should().BeApproximately(share * 872e6, 1e5);
    }

    [Fact]
    public void A_go_program_that_never_collects_has_no_ceiling_of_what_is_live() =>
        Judge("live-heap", 912e6, "runtime=go1.22", "gogc=off").Ceiling.Should().BeNull();

    [Fact]
    public void Open_files_end_at_their_own_limit()
    {
        var handles = Judge("handles", 512e6, "handle-limit=4096");

        handles.Reason.Should().Contain("out of handles in").And.Contain("at 4096 (its open files are limited)");
        Left(handles).Should().BeApproximately((4096 - 10 * Seconds) / 10.0, 6);
    }

    [Fact]
    public void Threads_end_at_what_the_cgroup_allows()
    {
        var threads = Judge("threads", 512e6, "thread-limit=512");

        threads.Reason.Should().Contain("out of threads in").And.Contain("at 512 (pids.max of its cgroup)");
        Left(threads).Should().BeApproximately(512 - Seconds, 6);
    }

    [Fact]
    public void Without_any_limit_nothing_is_said_on_when_it_is_reached()
    {
        var (heap, handles) = (Judge("live-heap", null), Judge("handles", null));

        heap.Verdict.Should().Be(Verdict.Leak);
        (heap.SecondsToLimit, heap.Ceiling, handles.SecondsToLimit).Should().Be((null, null, null));
    }

    [Fact]
    public void A_heap_that_is_full_is_judged_by_how_it_came_there()
    {
        string[] limited = ["runtime=dotnet", "heap-limit=175000000", "heap-limit-source=set"];

        var full = Judge("live-heap", 512e6, Full, limited);

        full.Verdict.Should().Be(Verdict.Leak);
        full.Reason.Should().MatchRegex(@"; out of memory since 6\d s, at 175 MB \(the limit of the heap: set\)\.");
        full.SecondsToLimit.Should().BeNull("it is reached");
        full.PerHour!.Estimate.Should().BeApproximately(Rate * 3600, 0.02 * Rate * 3600);
        Judge("live-heap", 512e6, Full, "runtime=dotnet").Verdict.Should().NotBe(Verdict.Leak);
    }

    [Fact]
    public void A_budget_that_nothing_enforces_is_passed_and_not_said_to_be_reached()
    {
        var heap = Judge("live-heap", 200e6, "runtime=dotnet");

        heap.Verdict.Should().Be(Verdict.Leak);
        heap.Ceiling!.ReachedAt.Should().BeNull();
        heap.Reason.Should().EndWith("never falls back.");
    }

    private static double Left(MetricFinding finding) => finding.SecondsToLimit!.Estimate;

    private static double Grows(double second) => 100e6 + Rate * second;

    /// <summary>Every request fails once the heap has 171 MB.</summary>
    private static double Full(double second) => Math.Min(171e6, Grows(second));

    private static MetricFinding Judge(string metric, double? limit, params string[] facts) =>
        Judge(metric, limit, Grows, facts);

    private static MetricFinding Judge(
        string metric,
        double? limit,
        Func<double, double> heap,
        params string[] facts
    ) =>
        RunJudge
            .Judge(Record(heap, facts), new VerdictSpec { Metrics = ["live-heap", "handles", "threads"] }, limit)
            .Findings.Single(f => f.Metric == metric);

    private static Recording Record(Func<double, double> heap, string[] facts)
    {
        double[] times = [.. Enumerable.Range(0, Seconds + 1).Select(t => (double)t)];
        return new Recording
        {
            Identity = new RunIdentity
            {
                RunId = "r",
                Scenario = "s",
                StartedAt = DateTimeOffset.UnixEpoch,
                Facts = facts
                    .Select(fact => fact.Split('='))
                    .Where(fact => fact.Length == 2)
                    .ToDictionary(fact => fact[0], fact => fact[1]),
            },
            Checkpoints =
            [
                .. times
                    .Where(t => t % 3 == 0)
                    .Select(t => new Checkpoint(Target, t)
                    {
                        Outcome = CheckpointOutcome.Completed,
                        LiveBytes = (long)(heap(t) + 1000 * Math.Sin(t)),
                    }),
            ],
            Series =
            [
                new Series(Target, "native-memory", times, [.. times.Select(_ => 40e6)]),
                new Series(Target, "handles", times, [.. times.Select(t => 10 * t)]),
                new Series(Target, "threads", times, times),
            ],
        };
    }
}
