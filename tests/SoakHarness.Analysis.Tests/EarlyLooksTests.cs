using SoakHarness.Analysis.Judging;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

/// <summary>Floors every 10 s as they come, noise of a thousandth of the level.</summary>
public sealed class EarlyLooksTests
{
    private const double Level = 50e6;

    [Fact]
    public void A_run_whose_floor_doubles_is_stopped_once_it_has_grown_by_half()
    {
        // The middle of the last third of n floors lies 0.73 n / 60 above the first floor judged: half of that at about
        // the 44th.
        StopsAt(t => Level * t).Should().BeInRange(40, 55);
    }

    [Fact]
    public void However_fast_it_grows_three_looks_are_needed()
    {
        // The first look is at 12 floors, the next ones each a tenth later.
        StopsAt(t => 10 * Level * t).Should().BeInRange(16, 20);
    }

    [Fact]
    public void Growth_that_is_small_beside_the_heap_is_left_to_the_end_of_the_run() =>
        StopsAt(t => 0.1 * Level * t).Should().BeNull();

    [Fact]
    public void A_level_floor_stops_nothing() => StopsAt(_ => 0).Should().BeNull();

    [Fact]
    public void The_finding_tells_what_grew()
    {
        var looks = new EarlyLooks(new JudgeOptions());
        var finding = Enumerable
            .Range(1, 60)
            .Select(n => looks.Look(Floors(t => Level * t, n)))
            .First(f => f is not null)!;

        finding.Verdict.Should().Be(Verdict.Leak);
        finding.FloorAfter.Should().BeGreaterThan(1.5 * finding.Base);
    }

    private static int? StopsAt(Func<double, double> growth)
    {
        var looks = new EarlyLooks(new JudgeOptions());
        return Enumerable
            .Range(1, 60)
            .Where(n => looks.Look(Floors(growth, n)) is not null)
            .Select(n => (int?)n)
            .FirstOrDefault();
    }

    private static JudgedSeries Floors(Func<double, double> growth, int n)
    {
        var random = new Random(7);
        double[] times = [.. Enumerable.Range(0, n).Select(i => 10.0 * i)];
        return new JudgedSeries(
            "live-heap",
            SeriesKind.Floor,
            times,
            [.. times.Select(t => Level + growth(t / 600) + 1e-3 * Level * (random.NextDouble() - 0.5))],
            [.. times.Select(t => 50 * t)]
        );
    }
}
