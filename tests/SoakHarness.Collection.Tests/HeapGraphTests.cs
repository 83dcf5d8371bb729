using SoakHarness.Collection.Heaps;
using SoakHarness.Collection.Metadata;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Tests;

public sealed class HeapGraphTests
{
    private const ulong Cache = 0x100;
    private const ulong Order = 0x200;

    [Fact]
    public void What_a_thread_static_field_refers_to_gets_it_as_its_root()
    {
        var names = new HeapNames
        {
            ThreadStatics = [new ThreadStatic(0x1000, Cache, "thread-static Shop.Api.t_cache")],
        };

        HeapGraph
            .Build("x", Parts(), names)
            .Roots.Should()
            .Equal(new HeapRoot(0, RootKind.Static, "thread-static Shop.Api.t_cache"));
    }

    [Theory]
    [InlineData(0x1000, Order, "another object stands there now")]
    [InlineData(0x3000, Cache, "it was made after the snapshot")]
    public void What_was_moved_or_made_since_gets_none(ulong address, ulong type, string because)
    {
        var names = new HeapNames
        {
            ThreadStatics = [new ThreadStatic(address, type, "thread-static Shop.Api.t_cache")],
        };

        HeapGraph.Build("x", Parts(), names).Roots.Should().BeEmpty(because);
    }

    [Fact]
    public void What_a_conditional_weak_table_keeps_is_held_by_its_key()
    {
        var parts = Parts();
        parts.Dependents.Add((0x2000, 0x1000));

        var heap = HeapGraph.Build("x", parts, new HeapNames());

        heap.Edges[heap.EdgeStart[1]..heap.EdgeStart[2]].Should().Equal(0);
        heap.EdgeStart.Should().Equal(0, 1, 2);
        heap.WeakTableValues.Should().Equal(0);
        heap.Roots.Should().BeEmpty();
    }

    [Fact]
    public void Without_its_key_it_is_held_by_the_table()
    {
        var parts = Parts();
        parts.Dependents.Add((0x9000, 0x1000));

        var heap = HeapGraph.Build("x", parts, new HeapNames());

        heap.Roots.Should().Equal(new HeapRoot(0, RootKind.Dependent, ""));
        heap.WeakTableValues.Should().BeEmpty();
        heap.Edges.Should().Equal(1);
    }

    [Fact]
    public void Types_that_the_events_do_not_name_are_asked_for_and_get_their_names()
    {
        var parts = Parts();
        parts.TypeNames[Cache] = "Shop.Cache";

        HeapNames.Question(parts).Types.Should().Equal(Order);
        HeapGraph
            .Build("x", parts, new HeapNames { Full = new Dictionary<ulong, string> { [Order] = "Shop.Order" } })
            .Types.Should()
            .Equal("Shop.Cache", "Shop.Order");
    }

    [Fact]
    public void A_snapshot_without_the_names_of_most_types_is_partial()
    {
        var parts = Parts();
        parts.Add(0x3000, 0x300, 64, 0);

        HeapGraph.Missing(parts, Names(Order)).Should().Be("1 of 3 types have a name");
        HeapGraph.Missing(parts, Names(Order, Cache)).Should().BeNull();

        static HeapNames Names(params ulong[] ids) => new() { Full = ids.ToDictionary(id => id, id => $"Shop.T{id}") };
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(4000, "another snapshot was taken at the same time")]
    public void Objects_that_come_twice_are_of_two_snapshots(int again, string missing)
    {
        var parts = new HeapParts();
        foreach (var at in Enumerable.Range(0, 8000).Concat(Enumerable.Range(2000, again)))
            parts.Add(0x1000 + 32 * (ulong)at, Order, 32, 0);

        HeapGraph.Build("x", parts, new HeapNames()).Missing.Should().Be(missing);
    }

    /// <summary>A cache and an order in it.</summary>
    private static HeapParts Parts()
    {
        var parts = new HeapParts();
        parts.Add(0x1000, Cache, 32, 1);
        parts.Add(0x2000, Order, 64, 0);
        parts.Targets.Add(0x2000);
        return parts;
    }
}
