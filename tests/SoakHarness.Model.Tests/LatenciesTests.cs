using CsCheck;
using SoakHarness.Model.Metrics;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Model.Tests;

public sealed class LatenciesTests
{
    private static readonly Gen<LatencyCounts> Counts = Gen.Select(Gen.Int[1, 40], Gen.Long[1, 1000])
        .Array[0, 12]
        .Select(buckets =>
        {
            var grid = buckets.GroupBy(b => b.Item1).OrderBy(g => g.Key).ToArray();
            long[] bounds = [.. grid.Select(g => (long)g.Key * 100)];
            long[] counts = [.. grid.Select(g => g.Sum(b => b.Item2))];
            return grid.Length == 0
                ? LatencyCounts.None
                : new LatencyCounts(bounds, counts, bounds.Zip(counts, (b, c) => (double)b * c).Sum(), bounds[^1]);
        });

    [Fact]
    public void Percentiles_are_the_bound_below_which_that_share_lies()
    {
        var counts = new LatencyCounts([100, 200, 300], [90, 9, 1], 11_100, 300);

        counts.Percentile(50).Should().Be(100);
        counts.Percentile(90).Should().Be(100);
        counts.Percentile(99).Should().Be(200);
        counts.Percentile(99.9).Should().Be(300);
        counts.Mean().Should().Be(111);
    }

    [Fact]
    public void Nothing_has_no_percentile_and_no_mean()
    {
        LatencyCounts.None.Percentile(99).Should().BeNull();
        LatencyCounts.None.Mean().Should().BeNull();
    }

    [Fact]
    public void Merging_keeps_every_count_and_does_not_depend_on_the_order() =>
        Counts
            .Array[0, 5]
            .Sample(
                all =>
                {
                    var merged = Latencies.Merge(all);
                    merged.Count().Should().Be(all.Sum(c => c.Count()));
                    merged.SumMicros.Should().Be(all.Sum(c => c.SumMicros));
                    Latencies.Merge(all.Reverse()).Should().BeEquivalentTo(merged);
                },
                iter: 200
            );

    [Fact]
    public void Percentiles_never_fall_as_the_share_rises() =>
        Counts
            .Where(c => c.Count() > 0)
            .Sample(
                counts =>
                {
                    double[] shares = [1, 10, 50, 90, 99, 99.9, 100];
                    shares.Select(s => counts.Percentile(s)!.Value).Should().BeInAscendingOrder();
                },
                iter: 200
            );

    [Fact]
    public void Every_metric_of_the_contract_is_in_the_table_once()
    {
        string[] contract =
        [
            "live-heap",
            "heap",
            "committed",
            "fragmentation",
            "gen2",
            "loh",
            "poh",
            "rss",
            "native-memory",
            "handles",
            "sockets",
            "threads",
            "timers",
            "assemblies",
            "gc-handles",
            "finalization-pending",
            "threadpool-queue",
            "allocated-per-request",
            "gc-pause-ratio",
            "gc-count.gen0",
            "gc-count.gen1",
            "gc-count.gen2",
            "cpu",
        ];

        MetricCatalog.All.Select(m => m.Name).Should().OnlyHaveUniqueItems().And.Contain(contract);
        MetricCatalog
            .All.Should()
            .OnlyContain(m => m.Meaning.EndsWith('.') && m.Source.Length > 0 && m.Unit.Length > 0);
    }
}
