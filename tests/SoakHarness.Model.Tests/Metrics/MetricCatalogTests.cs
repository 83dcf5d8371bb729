using SoakHarness.Model.Metrics;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Model.Tests.Metrics;

public sealed class MetricCatalogTests
{
    [Fact]
    public void Every_metric_has_one_name_a_known_unit_a_source_and_a_meaning()
    {
        MetricCatalog.All.Select(m => m.Name).Should().OnlyHaveUniqueItems();
        MetricCatalog
            .All.Select(m => m.Unit)
            .Distinct()
            .Should()
            .BeSubsetOf(["bytes", "count", "ms", "s", "ratio", "cores"]);
        MetricCatalog.All.Should().OnlyContain(m => m.Source.Length > 0 && m.Meaning.EndsWith('.'));
    }

    [Fact]
    public void The_metrics_of_the_contract_are_there() =>
        MetricCatalog
            .All.Select(m => m.Name)
            .Should()
            .Contain([
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
            ]);

    [Fact]
    public void The_metrics_that_gate_by_default_are_known() =>
        new VerdictSpec().Metrics.Should().OnlyContain(name => MetricCatalog.Find(name) != null);

    [Fact]
    public void An_unknown_name_has_no_definition() => MetricCatalog.Find("elephants").Should().BeNull();
}
