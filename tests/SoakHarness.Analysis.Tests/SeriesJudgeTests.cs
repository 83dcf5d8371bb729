using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

/// <summary>
/// Floors of 24 points over two minutes at 50 requests a second: a level of 20 MB, noise of 10 KB, and one shape each.
/// </summary>
public sealed class SeriesJudgeTests
{
    private const double Level = 20e6;
    private const double Noise = 10e3;

    public static TheoryData<string, Func<double, double>> Leaks =>
        new()
        {
            { "linear", t => 2e6 * t },
            { "linear, small", t => 0.3e6 * t },
            { "from the middle", t => 3e6 * Math.Max(0, t - 0.5) },
            { "accelerating", t => 2e6 * t * t },
            { "with a cache that fills", t => 2e6 * t + 3e6 * (1 - Math.Exp(-t / 0.05)) },
        };

    public static TheoryData<string, Func<double, double>> Healthy =>
        new()
        {
            { "flat", _ => 0 },
            { "warm-up", t => 3e6 * (1 - Math.Exp(-t / 0.1)) },
            { "slow warm-up", t => 3e6 * (1 - Math.Exp(-t / 0.5)) },
            { "cache fill", t => 3e6 * Math.Min(t / 0.4, 1) },
            { "log growth", t => 1e6 * Math.Log(1 + 20 * t) },
            { "one step", t => t > 0.5 ? 2e6 : 0 },
            { "sawtooth", t => 2e6 * (t * 4 % 1) },
            { "decline", t => -2e6 * t },
            { "falls at the end", t => t > 0.9 ? 0 : 3e6 * t },
        };

    [Theory]
    [MemberData(nameof(Leaks))]
    public void Growth_that_goes_on_is_a_leak(string shape, Func<double, double> growth)
    {
        var findings = Enumerable.Range(1, 40).Select(seed => Judge(growth, seed)).ToArray();

        findings
            .Count(f => f.Verdict == Verdict.Leak)
            .Should()
            .BeGreaterThanOrEqualTo(30, $"{shape}: {string.Join(", ", findings.Select(f => f.Code))}");
        findings.Should().NotContain(f => f.Verdict == Verdict.Clean);
    }

    [Theory]
    [MemberData(nameof(Healthy))]
    public void Growth_that_ends_is_never_a_leak(string shape, Func<double, double> growth)
    {
        for (var seed = 1; seed <= 40; seed++)
            Judge(growth, seed).Verdict.Should().NotBe(Verdict.Leak, $"{shape}, seed {seed}");
    }

    [Fact]
    public void Growth_that_may_be_above_the_bar_is_not_said_to_be_below_it()
    {
        // 20 bytes a request with what is given back now and then: KB every 2 s at 40 requests a second.
        double[] floors =
        [
            1143.5,
            1145.1,
            1147.0,
            1148.6,
            1149.9,
            1139.9,
            1141.5,
            1143.6,
            1144.7,
            1152.9,
            1154.2,
            1155.8,
            1157.4,
            1159.0,
            1160.6,
            1162.1,
            1163.7,
            1157.1,
            1158.7,
            1160.3,
            1153.4,
            1154.7,
            1156.0,
            1157.3,
            1158.6,
            1159.9,
            1161.1,
            1162.4,
            1155.5,
            1156.8,
        ];
        var series = new JudgedSeries(
            "live-heap",
            SeriesKind.Floor,
            [.. floors.Select((_, i) => 2.0 * i)],
            [.. floors.Select(f => 1000 * f)],
            [.. floors.Select((_, i) => 80.0 * i)]
        );

        var finding = SeriesJudge.Judge(series, new JudgeOptions());

        finding.PerHour!.High.Should().BeGreaterThan(1024 * 1024);
        finding.Reason.Should().NotContain("less than the growth worth failing");
    }

    [Fact]
    public void A_flat_floor_is_clean_also_in_a_short_run()
    {
        for (var seed = 1; seed <= 40; seed++)
            Judge(_ => 0, seed).Verdict.Should().Be(Verdict.Clean, $"seed {seed}");
    }

    [Fact]
    public void A_single_floor_that_jumps_at_the_end_does_not_spoil_a_flat_run()
    {
        for (var seed = 1; seed <= 20; seed++)
            Judge(t => t == 1 ? 400e3 : 0, seed).Verdict.Should().Be(Verdict.Clean, $"seed {seed}");
    }

    [Fact]
    public void A_step_smaller_than_what_the_run_must_see_is_clean()
    {
        // 6,000 requests: 64 bytes each are 384 KB.
        for (var seed = 1; seed <= 20; seed++)
            Judge(t => t > 0.93 ? 150e3 : 0, seed).Verdict.Should().Be(Verdict.Clean, $"seed {seed}");
    }

    [Fact]
    public void The_rate_is_told_per_request_and_per_hour()
    {
        var finding = Judge(t => 2e6 * t);

        // 2 MB over 120 s and 6000 requests.
        finding.PerRequest!.Estimate.Should().BeApproximately(2e6 / 6000, 10);
        finding.PerHour!.Estimate.Should().BeApproximately(2e6 * 30, 2e6);
        finding.Reason.Should().Contain("per request").And.Contain("/h");
    }

    [Fact]
    public void Growth_from_mid_run_tells_when_it_began()
    {
        var finding = Judge(t => 3e6 * Math.Max(0, t - 0.5));

        finding.Verdict.Should().Be(Verdict.Leak);
        finding.Code.Should().BeOneOf(ReasonCode.GrowingSince, ReasonCode.Growing);
    }

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(0.001, 1)]
    [InlineData(1, 10)]
    public void The_verdict_does_not_depend_on_the_unit_of_time_or_the_level(double stretch, double lift)
    {
        Judge(t => 2e6 * t, 1, Math.Max(stretch, 1), lift).Verdict.Should().Be(Verdict.Leak);
        Judge(_ => 0, 1, Math.Max(stretch, 1), lift).Verdict.Should().Be(Verdict.Clean);
    }

    [Fact]
    public void A_leak_read_backwards_is_a_decline()
    {
        var leak = Series(t => 2e6 * t, 1, 1, 1);

        SeriesJudge
            .Judge(leak with { Values = [.. leak.Values.Reverse()] }, new JudgeOptions())
            .Verdict.Should()
            .NotBe(Verdict.Leak);
    }

    [Fact]
    public void Too_few_readings_are_inconclusive_with_a_length_that_would_do()
    {
        var few = Series(t => 2e6 * t, 1, 1, 1);
        few = few with { Times = few.Times[..5], Values = few.Values[..5], Requests = few.Requests![..5] };

        var finding = SeriesJudge.Judge(few, new JudgeOptions());

        finding.Verdict.Should().Be(Verdict.Inconclusive);
        finding.Code.Should().Be(ReasonCode.TooFewSamples);
        finding.MoreMinutes.Should().BePositive();
        finding.MoreMinutesHigh.Should().BeGreaterThan(finding.MoreMinutes!.Value, "six readings decide little");
        finding.Reason.Should().MatchRegex(@"Run [\d.]+ min( to [\d.]+ min)? more, or take checkpoints more often\.");
    }

    [Fact]
    public void How_long_a_noisy_series_should_go_on_is_a_range_in_the_finding_and_in_its_words()
    {
        // Noise of 5 % of the level, and growth of two noises.
        var level = Series(t => 2 * Noise * t, 1, 1, 1);
        var noisy = level with { Values = [.. level.Values.Select(v => Level + 100 * (v - Level))] };

        var finding = SeriesJudge.Judge(noisy, new JudgeOptions());

        finding.Code.Should().Be(ReasonCode.TooNoisy);
        // Two minutes: in all, two and a half times the low end.
        (finding.MoreMinutesHigh + 2)
            .Should()
            .BeApproximately(2.5 * (finding.MoreMinutes!.Value + 2), 1e-9);
        finding.Reason.Should().MatchRegex(@"run [\d.]+ (min|h) to [\d.]+ (min|h) more, which may tell\.");
    }

    [Fact]
    public void A_managed_heap_without_full_collections_is_never_judged()
    {
        var heap = Series(t => 5e6 * t, 1, 1, 1) with { Kind = SeriesKind.ManagedHeap, Metric = "heap" };

        SeriesJudge.Judge(heap, new JudgeOptions()).Code.Should().Be(ReasonCode.NoFloor);
    }

    [Fact]
    public void A_managed_heap_that_no_collection_read_anew_is_not_called_clean()
    {
        var heap = Series(_ => 0, 1, 1, 1) with { Kind = SeriesKind.ManagedHeap, Metric = "heap_bytes" };
        double[] level = [.. heap.Values.Select(_ => 2e6)];

        var finding = SeriesJudge.Judge(heap with { Values = level }, new JudgeOptions());

        finding.Verdict.Should().Be(Verdict.Inconclusive);
        finding.Code.Should().Be(ReasonCode.NoFloor);
        finding.Reason.Should().Contain("was not measured").And.Contain("no collection");
        SeriesJudge
            .Judge(heap with { Values = level, Kind = SeriesKind.Gauge }, new JudgeOptions())
            .Verdict.Should()
            .Be(Verdict.Clean);
    }

    [Fact]
    public void What_rose_and_fell_again_and_again_is_not_said_to_have_grown_in_a_step()
    {
        // A bounded queue that bursts fill and that is drained in between.
        double[] queue =
        [
            661.9,
            1295.6,
            1404.0,
            1321.4,
            1236.4,
            1139.0,
            1060.5,
            1242.4,
            1327.3,
            1241.6,
            1171.3,
            1074.0,
            1042.2,
            1280.4,
            1376.9,
            1237.6,
        ];

        var finding = SeriesJudge.Judge(Every5Seconds("live-heap", SeriesKind.Floor, queue, 1000), new JudgeOptions());

        finding.Verdict.Should().Be(Verdict.Inconclusive);
        finding.Reason.Should().NotContain("step").And.NotContain("grew");
    }

    [Fact]
    public void Of_growth_that_is_plain_but_may_have_ended_the_reason_says_how_large_it_is()
    {
        // 40 bytes a request among some kilobytes that the runtime settles by.
        double[] floors =
        [
            955.0,
            1002.6,
            1017.9,
            1027.7,
            1036.4,
            1044.5,
            1049.0,
            1066.8,
            1069.4,
            1069.9,
            1079.4,
            1083.9,
            1088.5,
            1076.2,
            1111.8,
        ];

        var finding = SeriesJudge.Judge(Every5Seconds("live-heap", SeriesKind.Floor, floors, 1000), new JudgeOptions());

        finding.Verdict.Should().Be(Verdict.Inconclusive);
        finding.Reason.Should().MatchRegex(@"grew by [\d.]+ KB \([\d.]+ KB to [\d.]+ KB\), and not surely to the end");
    }

    [Theory]
    [InlineData(40, 2.0, Verdict.Clean)]
    [InlineData(400, 2.0, Verdict.Leak)]
    [InlineData(40, 60.0, Verdict.Leak)]
    public void Some_kilobytes_that_a_runtime_settles_by_are_no_leak_in_a_run_of_half_a_minute(
        int requestsPerSecond,
        double secondsBetween,
        Verdict expected
    )
    {
        // A small Go service: 36 bytes a request, in pooled buffers, among a few kilobytes of noise.
        var requests = requestsPerSecond * secondsBetween;
        double[] noise = [0.4, -1.9, 2.2, -0.7, 1.1, -2.6, 1.8, -0.2, -1.4, 2.5, 0.3, -2.1, 1.2, -0.9, 1.6, -1.7];
        var floors = noise.Select((n, i) => 360_000 + 36 * requests * i + 1000 * n).ToArray();
        var series = Every5Seconds("live-heap", SeriesKind.Floor, floors, 1) with
        {
            Times = [.. noise.Select((_, i) => i * secondsBetween)],
            Requests = [.. noise.Select((_, i) => i * requests)],
        };

        SeriesJudge.Judge(series, new JudgeOptions()).Verdict.Should().Be(expected);
    }

    [Fact]
    public void One_floor_at_which_a_pool_had_let_go_does_not_hide_that_the_others_are_level()
    {
        // A Go service with two megabytes in a pool, which is empty after a collection that no request came between.
        var floors =
            "4469 4471 4462 4471 4471 4467 4474 4474 4476 4476 4477 4486 4485 4477 4473 4481 4473 4485 4485 4479 4489 4492 2387 4494 4501 4492 4490 4487 4496 4487 4491 4496 4498 4489";

        SeriesJudge
            .Judge(
                Every5Seconds("live-heap", SeriesKind.Floor, [.. floors.Split(' ').Select(double.Parse)], 1000),
                new JudgeOptions()
            )
            .Verdict.Should()
            .Be(Verdict.Clean);
    }

    [Theory]
    [InlineData(0, Verdict.Clean)]
    [InlineData(4, Verdict.Inconclusive)]
    [InlineData(100, Verdict.Leak)]
    public void Floors_in_which_a_buffer_was_in_use_do_not_hide_that_the_others_are_level(double leak, Verdict expected)
    {
        // A Go service that compresses: some kilobytes that it settles by, and a writer of 830 KB at some floors.
        double[] floors =
        [
            .. new[]
            {
                273,
                272,
                273,
                274,
                284,
                274,
                246,
                271,
                273,
                1104,
                274,
                277,
                287,
                277,
                277,
                279,
                277,
                277,
                277,
                278,
            },
            .. new[] { 1100, 290, 292, 282, 1103, 286, 1114, 255, 295 },
        ];

        SeriesJudge
            .Judge(
                Every5Seconds("live-heap", SeriesKind.Floor, [.. floors.Select((v, i) => v + leak * i)], 1000),
                new JudgeOptions()
            )
            .Verdict.Should()
            .Be(expected);
    }

    [Fact]
    public void A_pool_of_connections_that_has_filled_is_said_to_grow_ever_more_slowly()
    {
        double[] handles = [211, 232, 238, 244, 248, 252, 254, 260, 264, 268, 272, 274, 276, 276, 276, 276];

        var finding = SeriesJudge.Judge(Every5Seconds("fds", SeriesKind.Count, handles, 1), new JudgeOptions());

        finding.Code.Should().Be(ReasonCode.Decelerating);
    }

    [Fact]
    public void A_managed_heap_that_is_read_in_steps_is_not_said_to_grow_in_steps()
    {
        // Read anew at two collections only, which is two steps whatever is live.
        double[] heap =
        [
            .. Enumerable
                .Range(0, 180)
                .Select(i =>
                    i < 40 ? 2e6
                    : i < 130 ? 2.4e6
                    : 3e6
                ),
        ];
        var series = new JudgedSeries(
            "heap_bytes",
            SeriesKind.ManagedHeap,
            [.. heap.Select((_, i) => (double)i)],
            heap,
            [.. heap.Select((_, i) => 30.0 * i)]
        );

        SeriesJudge.Judge(series, new JudgeOptions()).Code.Should().Be(ReasonCode.NoFloor);
    }

    private static JudgedSeries Every5Seconds(string metric, SeriesKind kind, double[] values, double unit) =>
        new(
            metric,
            kind,
            [.. values.Select((_, i) => 5.0 * i)],
            [.. values.Select(v => unit * v)],
            [.. values.Select((_, i) => 150.0 * i)]
        );

    [Fact]
    public void What_falls_back_when_idle_is_no_leak()
    {
        var finding = SeriesJudge.Judge(Series(t => 4e6 * t, 1, 1, 1), new JudgeOptions { Drained = [Level] });

        finding.Verdict.Should().Be(Verdict.Clean);
        finding.Code.Should().Be(ReasonCode.FallsBack);
    }

    [Fact]
    public void The_time_to_the_memory_limit_is_an_interval_around_the_truth()
    {
        var finding = SeriesJudge.Judge(
            Series(t => 12e6 * t, 1, 1, 1),
            new JudgeOptions { Ceiling = new Ceiling(Level + 24e6, Ceiling.Memory, "its limit") }
        );

        // 12 MB are left at 100 KB/s.
        finding.SecondsToLimit!.Low.Should().BeLessThanOrEqualTo(125);
        finding.SecondsToLimit.High.Should().BeGreaterThanOrEqualTo(115);
    }

    private static MetricFinding Judge(
        Func<double, double> growth,
        int seed = 1,
        double stretch = 1,
        double lift = 1
    ) =>
        SeriesJudge.Judge(
            Series(growth, seed, stretch, lift),
            new JudgeOptions
            {
                MinGrowth = new Model.Scenarios.MinGrowth(
                    1024 * 1024 / stretch,
                    Model.Scenarios.GrowthUnit.BytesPerHour
                ),
            }
        );

    private static JudgedSeries Series(Func<double, double> growth, int seed, double stretch, double lift)
    {
        const int n = 24;
        var random = new Random(seed);
        double[] t = [.. Enumerable.Range(0, n).Select(i => i / (n - 1.0))];
        return new JudgedSeries(
            "live-heap",
            SeriesKind.Floor,
            [.. t.Select(x => 120 * stretch * x)],
            [.. t.Select(x => lift * Level + growth(x) + Noise * Gauss(random))],
            [.. t.Select(x => 6000 * x)]
        );
    }

    private static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
