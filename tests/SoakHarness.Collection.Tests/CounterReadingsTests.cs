using SoakHarness.Collection.DotNet;

namespace SoakHarness.Collection.Tests;

/// <summary>Event counters as .NET 6 to 8 publish them, in their order, once a period.</summary>
public sealed class CounterReadingsTests
{
    private static readonly (string Name, double Value)[] Tick =
    [
        ("cpu-usage", 1),
        ("working-set", 90),
        ("gc-heap-size", 20),
        ("gen-0-gc-count", 7),
        ("gen-1-gc-count", 3),
        ("gen-2-gc-count", 1),
        ("threadpool-thread-count", 4),
        ("monitor-lock-contention-count", 2),
        ("threadpool-queue-length", 5),
        ("alloc-rate", 8_000_000),
        ("active-timer-count", 6),
        ("gc-fragmentation", 25),
        ("gc-committed", 31.5),
        ("exception-count", 9),
        ("time-in-gc", 0),
        ("gen-0-size", 1_000),
        ("gen-1-size", 2_000),
        ("gen-2-size", 3_000),
        ("loh-size", 4_000),
        ("poh-size", 0),
        ("assembly-count", 42),
    ];

    private readonly Dictionary<string, double> _last = [];

    [Fact]
    public void Increments_are_added_up_and_levels_are_taken_as_they_are()
    {
        var counters = Read(Tick, ticks: 2);

        _last
            .Should()
            .Contain("allocated", 16_000_000)
            .And.Contain("exceptions", 18)
            .And.Contain("lock-contentions", 4);
        _last
            .Should()
            .Contain("committed", 31_500_000)
            .And.Contain("timers", 6)
            .And.Contain("assemblies", 42)
            .And.Contain("threadpool-queue", 5);
        counters.Missing.Should().BeNull("two periods are too few to say that something is missing");
    }

    [Fact]
    public void Collections_count_for_their_own_generation_only()
    {
        Read(Tick, ticks: 2);

        _last.Should().Contain("gc-count.gen0", 8).And.Contain("gc-count.gen1", 4).And.Contain("gc-count.gen2", 2);
    }

    [Fact]
    public void Fragmentation_is_a_share_of_the_heap()
    {
        Read(Tick, ticks: 2);

        _last.Should().Contain("fragmentation", 2_500);
    }

    [Fact]
    public void What_a_runtime_does_not_count_is_named_and_not_made_up()
    {
        var counters = Read([.. Tick.Where(t => t.Name is not "gc-committed" and not "gc-fragmentation")], ticks: 4);

        counters.Missing.Should().BeEquivalentTo("committed", "fragmentation");
        _last.Should().NotContainKeys("committed", "fragmentation");
    }

    [Fact]
    public void A_runtime_that_counts_everything_misses_nothing() => Read(Tick, ticks: 4).Missing.Should().BeEmpty();

    private CounterReadings Read((string Name, double Value)[] tick, int ticks)
    {
        var counters = new CounterReadings((metric, value) => _last[metric] = value);
        for (var i = 0; i < ticks; i++)
        {
            foreach (var (name, value) in tick)
                counters.Take(name, value);
        }

        return counters;
    }
}
