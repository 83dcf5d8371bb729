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
        troughs.Values.Should().Equal(troughs.Times.Select(t => 1e6 + 500 * t));
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
