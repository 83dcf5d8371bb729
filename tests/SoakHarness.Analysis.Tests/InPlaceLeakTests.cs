using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Heaps;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

/// <summary>Leaks without a type of which there are ever more objects.</summary>
public sealed class InPlaceLeakTests
{
    [Theory]
    [InlineData("System.Collections.Generic.List<Shop.Sample>", "Shop.Sample[]", "A list only ever grows")]
    [InlineData("System.IO.MemoryStream", "System.Byte[]", "A stream in memory")]
    public void What_grows_inside_one_container_is_the_container(string container, string array, string cause)
    {
        var suspect = Find(
                [1_000_000, 2_000_000, 4_000_000],
                heap => heap.Add("Shop.Latencies", heap.Add(container, heap.Sized(array)))
            )
            .Single();

        suspect.Type.Should().Be(container);
        suspect.Holder.Should().Be("static Shop.Api.s_it");
        suspect.Path.Should().Equal("static Shop.Api.s_it", "Shop.Latencies", $"{container} x 1");
        suspect.Cause.Should().StartWith(cause);
        suspect.BytesPerRequest!.Estimate.Should().BeApproximately(15_000, 1);
        suspect.Share.Should().BeApproximately(1, 0.01);
    }

    [Fact]
    public void An_array_of_the_applications_own_class_is_the_array() =>
        Find([1_000_000, 2_000_000, 4_000_000], heap => heap.Add("Shop.Ring", heap.Sized("Shop.Sample[]")))
            .Single()
            .Type.Should()
            .Be("Shop.Sample[]");

    [Fact]
    public void What_became_smaller_again_is_none() =>
        Find([1_000_000, 4_000_000, 2_000_000], heap => heap.Add("Shop.Ring", heap.Sized("Shop.Sample[]")))
            .Should()
            .BeEmpty();

    [Fact]
    public void A_backlog_that_falls_when_the_load_has_ended_is_named_by_what_it_was_under_load()
    {
        HeapStage Waiting(int count, double time)
        {
            var heap = new DrawnHeap();
            for (var i = 0; i < count; i++)
                heap.Root(RootKind.Finalizer, "", heap.Add("Shop.Slow", heap.Add("System.Byte[]")));
            return new HeapStage(heap.Snapshot(), time, time);
        }

        var suspects = SuspectFinder.Find([Waiting(100, 1), Waiting(300, 2), Waiting(90, 3)], AllocationWindow.None);

        suspects[0].Type.Should().Be("Shop.Slow");
        suspects[0].Holder.Should().Be("the finalizer queue");
        suspects[0].Cause.Should().Contain("let no finalizer wait");
    }

    private static IReadOnlyList<Suspect> Find(int[] sizes, Func<SizedHeap, int> draw) =>
        SuspectFinder.Find(
            [
                .. sizes.Select(
                    (size, i) =>
                    {
                        var heap = new SizedHeap(size);
                        heap.Root(RootKind.Static, "Shop.Api.s_it", draw(heap));
                        return new HeapStage(heap.Snapshot(), 100 * i, 100 * i);
                    }
                ),
            ],
            AllocationWindow.None
        );

    /// <summary>A heap with an object of the size that the stage has it in.</summary>
    private sealed class SizedHeap(int size)
    {
        private readonly DrawnHeap _heap = new();

        internal int Add(string type, params int[] held) => _heap.Add(type, held);

        internal int Sized(string type)
        {
            var node = _heap.Add(type);
            _heap.Resize(node, size);
            return node;
        }

        internal void Root(RootKind kind, string name, int target) => _heap.Root(kind, name, target);

        internal HeapSnapshot Snapshot() => _heap.Snapshot();
    }
}
