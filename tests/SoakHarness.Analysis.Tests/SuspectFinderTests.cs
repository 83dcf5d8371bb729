using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Tests;

public sealed class SuspectFinderTests
{
    private static readonly string[] Types =
    [
        "System.Collections.Concurrent.ConcurrentDictionary`2[System.Int64,Shop.Order]",
        "Node[System.Int64,Shop.Order]",
        "Shop.Order",
        "System.Byte[]",
        "System.String",
    ];

    [Fact]
    public void The_users_type_is_named_with_its_holder_site_and_cause()
    {
        AllocationSample[] allocations =
        [
            new("Shop.Order", ["Shop.OrderCache.Add()", "Shop.Api.Post()"], 3, 300_000),
            new("System.String", ["Other()"], 9, 900_000),
        ];

        var suspects = SuspectFinder.Find([Stage(100), Stage(200), Stage(300)], new AllocationWindow(10, allocations));

        var first = suspects[0];
        first.Type.Should().Be("Shop.Order");
        first.Holder.Should().Be("static Shop.OrderCache.s_orders");
        first.Path[0].Should().Be("static Shop.OrderCache.s_orders");
        first.AllocationSite.Should().Equal("Shop.OrderCache.Add()", "Shop.Api.Post()");
        first.Cause.Should().Contain("bound it");
        first.GrowthPerRequest!.Estimate.Should().BeApproximately(1, 1e-9);
        // A node of 48, an order of 32 and an array of 1000 bytes.
        first.BytesPerRequest!.Estimate.Should().BeApproximately(1080, 1);
        first.Share.Should().BeApproximately(1, 0.01);
        suspects.Should().HaveCount(1, "nodes and arrays belong to the order that they stand in");
    }

    [Fact]
    public void What_grew_only_at_first_is_no_suspect() =>
        SuspectFinder
            .Find([Stage(100), Stage(300, requests: 200), Stage(300, requests: 400)], AllocationWindow.None)
            .Should()
            .BeEmpty();

    [Fact]
    public void One_snapshot_names_nobody() =>
        SuspectFinder.Find([Stage(100)], AllocationWindow.None).Should().BeEmpty();

    /// <summary>A static dictionary with so many orders, and a hundred strings that do not grow.</summary>
    private static HeapStage Stage(int orders, double? requests = null)
    {
        var (typeOf, sizeOf, edges) = (new List<int>(), new List<int>(), new List<List<int>>());
        int Add(int type, int size)
        {
            typeOf.Add(type);
            sizeOf.Add(size);
            edges.Add([]);
            return typeOf.Count - 1;
        }

        var dictionary = Add(0, 64);
        for (var i = 0; i < orders; i++)
        {
            var (node, order, array) = (Add(1, 48), Add(2, 32), Add(3, 1000));
            edges[dictionary].Add(node);
            edges[node].Add(order);
            edges[order].Add(array);
        }

        var roots = new List<HeapRoot> { new(dictionary, RootKind.Static, "Shop.OrderCache.s_orders") };
        for (var i = 0; i < 100; i++)
            roots.Add(new HeapRoot(Add(4, 40), RootKind.Handle, ""));
        int[] starts = [0, .. edges.Select((_, i) => edges.Take(i + 1).Sum(e => e.Count))];
        var snapshot = new HeapSnapshot
        {
            Label = "x",
            Types = Types,
            TypeOf = [.. typeOf],
            SizeOf = [.. sizeOf],
            EdgeStart = starts,
            Edges = [.. edges.SelectMany(e => e)],
            Roots = roots,
        };
        return new HeapStage(snapshot, orders, requests ?? orders);
    }
}
