using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

/// <summary>Series under a load that swings by half about its mean, 60 points over ten minutes.</summary>
public sealed class LoadClockTests
{
    private const int Points = 60;

    [Fact]
    public void A_level_that_follows_the_load_is_no_leak()
    {
        for (var seed = 1; seed <= 30; seed++)
            Judge((rate, _) => 3e6 * rate, seed).Verdict.Should().NotBe(Verdict.Leak, $"seed {seed}");
    }

    [Fact]
    public void Growth_by_the_request_is_found_beside_a_level_that_follows_the_load()
    {
        var findings = Enumerable
            .Range(1, 30)
            .Select(seed => Judge((rate, requests) => 3e6 * rate + 100 * requests, seed))
            .ToArray();

        findings
            .Count(f => f.Verdict == Verdict.Leak)
            .Should()
            .BeGreaterThanOrEqualTo(27, string.Join(", ", findings.Select(f => f.Code)));
    }

    [Fact]
    public void Growth_together_with_a_rising_load_is_not_called_a_leak()
    {
        var rate = Enumerable.Range(0, Points).Select(i => 0.4 + 1.2 * i / Points).ToArray();

        for (var seed = 1; seed <= 30; seed++)
            Judge(rate, (r, _) => 3e6 * r, seed).Verdict.Should().NotBe(Verdict.Leak, $"seed {seed}");
    }

    private static MetricFinding Judge(Func<double, double, double> level, int seed) =>
        Judge(
            [.. Enumerable.Range(0, Points).Select(i => 1 + 0.5 * Math.Sin(2 * Math.PI * 2.3 * i / Points))],
            level,
            seed
        );

    private static MetricFinding Judge(double[] rate, Func<double, double, double> level, int seed)
    {
        var random = new Random(seed);
        double[] times = [.. Enumerable.Range(0, Points).Select(i => 10.0 * i)];
        var requests = new double[Points];
        for (var i = 1; i < Points; i++)
            requests[i] = requests[i - 1] + 10 * 50 * (rate[i] + rate[i - 1]) / 2;
        double[] values =
        [
            .. times.Select((_, i) => 20e6 + level(rate[i], requests[i]) + 20e3 * (random.NextDouble() - 0.5)),
        ];
        return SeriesJudge.Judge(
            new JudgedSeries("live_heap_bytes", SeriesKind.Floor, times, values, requests),
            new JudgeOptions()
        );
    }
}
