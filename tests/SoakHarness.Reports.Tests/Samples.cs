using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Reports.Tests;

/// <summary>Runs as they come, made up.</summary>
internal static class Samples
{
    private static readonly Source Target = new(SourceRole.Target, "host", "app", 42);
    private static readonly Source Generator = new(SourceRole.Generator, "host", "soak", 43);

    internal static RunReport Leak(string text = "static-cache-leak", int seconds = 60) =>
        new()
        {
            Scenario = new ScenarioSpec
            {
                Name = text,
                Target = new TargetSpec(),
                Text = $"name: {text}\n",
            },
            Outcome = Outcome.Failed,
            OutcomeReason = $"live-heap grows: {text}.",
            Recording = Recording(text, seconds),
            Verdict = new RunVerdict
            {
                Verdict = Verdict.Leak,
                Confidence = 0.99,
                Reason = $"live-heap grows: {text}.",
                Findings =
                [
                    new MetricFinding
                    {
                        Metric = "live-heap",
                        Unit = "bytes",
                        Verdict = Verdict.Leak,
                        Confidence = 0.99,
                        Code = ReasonCode.Growing,
                        Reason = $"It grows: {text}.",
                        Rule = "growth model average",
                        IsGating = true,
                        PerHour = new Interval(3.6e8, 4e8, 4.4e8),
                        PerRequest = new Interval(1000, 1020, 1060),
                        Base = 1e6,
                        FloorBefore = 1e6,
                        FloorAfter = 7e6,
                        Samples = 24,
                        SecondsToLimit = new Interval(2340, 2400, double.PositiveInfinity),
                        Trend = [new TrendPoint(5, 0.9e6, 1e6, 1.1e6), new TrendPoint(60, 6.9e6, 7e6, 7.1e6)],
                    },
                    new MetricFinding
                    {
                        Metric = "threads",
                        Unit = "count",
                        Verdict = Verdict.Clean,
                        Confidence = 0.95,
                        Code = ReasonCode.Flat,
                        Reason = "threads stayed at 21.",
                        IsGating = true,
                        Samples = 60,
                    },
                ],
                Suspects =
                [
                    new Suspect
                    {
                        Type = $"Shop.Order {text}",
                        GrowthPerRequest = new Interval(0.99, 1, 1.01),
                        BytesPerRequest = new Interval(1000, 1020, 1060),
                        Share = 0.97,
                        Holder = $"static Shop.Cache.s_orders {text}",
                        Path = ["static Shop.Cache.s_orders", $"Dictionary {text}", "Shop.Order x 6000"],
                        AllocationSite = [$"Shop.Cache.Add() {text}"],
                        Cause = "A static dictionary is filled and never emptied.",
                    },
                ],
            },
            Load = new LoadSummary
            {
                Seconds = seconds,
                Whole = new StepSummary
                {
                    Name = "",
                    Asked = 6000,
                    Sent = 6000,
                    Completed = 5990,
                    Failed = 10,
                    Latency = new LatencyCounts([1000, 5000], [5900, 100], 6.4e6, 4800),
                    Errors = [new ErrorCount($"status 500 {text}", 10, $"POST /cart {text}")],
                },
            },
            Thresholds =
            [
                new ThresholdResult("p99 < 250ms", true, "5 ms"),
                new ThresholdResult("committed < 1GiB", null, "nothing was measured"),
            ],
        };

    internal static RunReport Clean() =>
        Leak("clean") with
        {
            Outcome = Outcome.Passed,
            OutcomeReason = "live-heap does not grow.",
            Verdict = new RunVerdict
            {
                Verdict = Verdict.Clean,
                Confidence = 0.95,
                Reason = "live-heap does not grow.",
            },
            Thresholds = [],
        };

    private static Recording Recording(string text, int seconds)
    {
        double[] times = [.. Enumerable.Range(0, seconds).Select(i => (double)i)];
        return new Recording
        {
            Identity = new RunIdentity
            {
                RunId = "20261124-000000-run",
                Scenario = text,
                StartedAt = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero),
                HarnessVersion = "0.1.0",
                Facts = new Dictionary<string, string> { ["git-commit"] = "abc", ["note"] = text },
            },
            Series =
            [
                new Series(Target, "heap", times, [.. times.Select(t => 2e6 + 1e5 * t)]),
                new Series(Target, "threads", times, [.. times.Select(_ => 21.0)]),
            ],
            Checkpoints =
            [
                .. Enumerable
                    .Range(0, 24)
                    .Select(i => new Checkpoint(Target, i * seconds / 24.0)
                    {
                        Outcome = CheckpointOutcome.Completed,
                        LiveBytes = 1_000_000 + i * 250_000,
                        PauseMs = 3,
                    }),
            ],
            Collections =
            [
                new GarbageCollection(Target, 3)
                {
                    Number = 1,
                    Generation = 2,
                    PauseMs = 3,
                    IsInduced = true,
                    PromotedBytes = 1_000_000,
                },
            ],
            Load =
            [
                .. Enumerable
                    .Range(1, seconds)
                    .Select(i => new LoadWindow(Generator, i)
                    {
                        Seconds = 1,
                        Scenario = text,
                        Step = "",
                        Asked = 100,
                        Sent = 100,
                        Completed = 100,
                        Latency = new LatencyCounts([1000], [100], 1e5, 900),
                    }),
            ],
            Events =
            [
                new RunEvent(Target, 0, RunEventKind.Phase, "inject 100/s"),
                new RunEvent(Target, 9, RunEventKind.Problem, $"A problem: {text}"),
            ],
        };
    }
}
