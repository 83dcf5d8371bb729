using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Tests;

/// <summary>Three leaks, each of objects with bytes of their own.</summary>
public sealed class SharedBytesTests
{
    private static readonly AllocationSample[] Samples =
    [
        new("System.Byte[]", ["Shop.Api.Read()"], 8, 800_000),
        new("System.Byte[]", ["Shop.OrderStore.Keep() in OrderStore.cs:9", "Shop.Api.Post()"], 4, 400_000),
    ];

    [Fact]
    public void Each_is_placed_by_the_bytes_that_its_own_class_or_its_holders_allocates()
    {
        var stages = new[] { 100, 200, 300 }.Select(Stage).ToArray();

        var suspects = SuspectFinder.Find(stages, new AllocationWindow(10, Samples));

        suspects.Should().Contain(s => s.Type == "Shop.Order").And.Contain(s => s.Type == "Shop.View");
        var order = suspects.Single(s => s.Type == "Shop.Order");
        order.AllocationSite[0].Should().Be("Shop.OrderStore.Keep() in OrderStore.cs:9");
        order.AllocationNote.Should().Contain("System.Byte[], which it holds, comes from: 4 of 12 samples of that");
        suspects.Single(s => s.Type == "Shop.View").AllocationSite.Should().BeEmpty();
    }

    private static HeapStage Stage(int count)
    {
        var heap = new DrawnHeap();
        foreach (
            var (type, field) in new[]
            {
                ("Order", "OrderStore.s_orders"),
                ("View", "Feed.s_views"),
                ("Page", "Html.s_pages"),
            }
        )
        {
            var held = Enumerable.Range(0, count).Select(_ => heap.Add($"Shop.{type}", heap.Add("System.Byte[]")));
            var list = heap.Add($"System.Collections.Generic.List<Shop.{type}>", [.. held]);
            heap.Root(RootKind.Static, $"Shop.{field} in Shop.dll", list);
        }

        return new HeapStage(heap.Snapshot(), count, count);
    }
}
