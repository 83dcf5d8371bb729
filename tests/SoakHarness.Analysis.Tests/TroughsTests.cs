using SoakHarness.Analysis.Judging;

namespace SoakHarness.Analysis.Tests;

/// <summary>A passive heap whose garbage is collected every 100 points: 1,000 points on a floor.</summary>
public sealed class TroughsTests
{
    [Fact]
    public void The_floor_is_read_right_after_each_collection()
    {
        var troughs = Troughs.Of(Heap(i => 1e6 + 1e5 * (i % 100) + 500 * i, 1000))!;

        troughs.Times.Should().Equal(100, 200, 300, 400, 500, 600, 700, 800, 900);
        troughs.Values.Should().Equal(troughs.Times.Select(t => 1e6 + 500 * t), (a, b) => Math.Abs(a - b) < 1);
    }

    [Fact]
    public void A_whole_tooth_tells_its_floor_better_than_its_first_reading()
    {
        // Noise of 5,000 about a level floor: the line through 100 points begins within 2 / sqrt(100) of that, and in
        // nine teeth no one of them is off by more than five times as much.
        var random = new Random(3);
        var noise = Enumerable.Range(0, 1000).Select(_ => 5e3 * Math.Sqrt(3) * (2 * random.NextDouble() - 1)).ToArray();

        var troughs = Troughs.Of(Heap(i => 1e6 + 1e3 * (i % 100) + noise[i], 1000))!;

        troughs.Values.Should().HaveCount(9).And.OnlyContain(v => Math.Abs(v - 1e6) < 5e3);
        troughs.Times.Should().Contain(t => Math.Abs(noise[(int)t]) > 5e3, "a single reading is further off");
    }

    [Fact]
    public void A_series_that_never_falls_has_none() => Troughs.Of(Heap(i => 1e6 + 1e4 * i, 1000)).Should().BeNull();

    [Fact]
    public void A_few_collections_show_no_floor() =>
        Troughs.Of(Heap(i => 1e6 + 1e5 * (i % 300), 1000)).Should().BeNull();

    private static JudgedSeries Heap(Func<int, double> value, int n) =>
        new(
            "live_heap_bytes",
            SeriesKind.Floor,
            [.. Enumerable.Range(0, n).Select(i => (double)i)],
            [.. Enumerable.Range(0, n).Select(value)],
            null
        );
}
