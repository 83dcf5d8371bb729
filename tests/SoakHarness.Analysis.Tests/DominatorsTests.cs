using CsCheck;
using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Tests;

public sealed class DominatorsTests
{
    private static readonly Gen<HeapSnapshot> Heaps =
        from n in Gen.Int[1, 14]
        from edges in Gen.Select(Gen.Int[0, n - 1], Gen.Int[0, n - 1]).Array[0, 3 * n]
        from roots in Gen.Int[0, n - 1].Array[1, 3]
        select Heap(n, edges, roots);

    [Fact]
    public void Dominators_and_retained_sizes_equal_those_of_the_definition() =>
        Heaps.Sample(
            heap =>
            {
                var tree = Dominators.Of(heap);
                for (var node = 0; node < heap.Count; node++)
                {
                    var reachable = Reachable(heap, without: -1);
                    var above = Enumerable
                        .Range(0, heap.Count)
                        .Where(d =>
                            d != node && reachable.Contains(node) && !Reachable(heap, without: d).Contains(node)
                        )
                        .ToHashSet();
                    Chain(tree, node).Should().BeEquivalentTo(above);
                    if (reachable.Contains(node))
                        tree.Retained[node]
                            .Should()
                            .Be(reachable.Except(Reachable(heap, without: node)).Sum(i => (long)heap.SizeOf[i]));
                    else
                        tree.Parent[node].Should().Be(Dominators.Unreachable);
                }
            },
            iter: 1000
        );

    [Fact]
    public void What_a_type_retains_is_what_its_instances_without_another_above_them_retain() =>
        Heaps.Sample(
            heap =>
            {
                heap = heap with
                {
                    Types = ["A", "B", "C"],
                    TypeOf = [.. Enumerable.Range(0, heap.Count).Select(i => i % 3)],
                };
                var tree = Dominators.Of(heap);

                var retained = RetainedByType.Of(heap, tree);

                for (var type = 0; type < 3; type++)
                {
                    var outermost = tree.Order.Where(node =>
                        heap.TypeOf[node] == type && Chain(tree, node).All(above => heap.TypeOf[above] != type)
                    );
                    retained[type].Should().Be(outermost.Sum(node => tree.Retained[node]));
                }

                retained.Should().OnlyContain(bytes => bytes <= tree.Order.Sum(node => (long)heap.SizeOf[node]));
            },
            iter: 1000
        );

    [Fact]
    public void Lists_of_a_hundred_thousand_that_lead_back_and_share_their_items_are_no_work()
    {
        // Repeating until nothing changes would take hours: a list linked both ways, whose items a table has as well.
        const int count = 100_000;
        var next = Enumerable.Range(0, count - 1).Select(i => (i, i + 1));
        var previous = Enumerable.Range(0, count - 1).Select(i => (i + 1, i));
        var items = Enumerable.Range(0, count).Select(i => (i, count + i));
        var table = Enumerable.Range(0, count).Select(i => (2 * count, count + i));

        var tree = Dominators.Of(Heap(2 * count + 1, [.. next, .. previous, .. items, .. table], [0, 2 * count]));

        tree.Order.Should().HaveCount(2 * count + 1);
        tree.Parent[..count].Should().Equal(Enumerable.Range(-1, count).Select(i => i < 0 ? Dominators.Root : i));
        tree.Parent[count..].Should().OnlyContain(parent => parent == Dominators.Root);
    }

    private static HashSet<int> Chain(Dominators tree, int node)
    {
        var chain = new HashSet<int>();
        for (var at = tree.Parent[node]; at >= 0; at = tree.Parent[at])
            chain.Add(at);
        return chain;
    }

    private static HashSet<int> Reachable(HeapSnapshot heap, int without)
    {
        var seen = new HashSet<int>();
        var left = new Stack<int>(heap.Roots.Select(r => r.Target).Where(r => r != without));
        while (left.TryPop(out var at))
        {
            if (!seen.Add(at))
                continue;
            for (var edge = heap.EdgeStart[at]; edge < heap.EdgeStart[at + 1]; edge++)
            {
                if (heap.Edges[edge] != without)
                    left.Push(heap.Edges[edge]);
            }
        }

        return seen;
    }

    private static HeapSnapshot Heap(int n, (int From, int To)[] edges, int[] roots)
    {
        var (starts, all) = (new int[n + 1], new List<int>());
        var from = edges.ToLookup(e => e.From, e => e.To);
        for (var i = 0; i < n; i++)
        {
            all.AddRange(from[i]);
            starts[i + 1] = all.Count;
        }

        return new HeapSnapshot
        {
            Label = "test",
            Types = ["T"],
            TypeOf = new int[n],
            SizeOf = [.. Enumerable.Range(1, n)],
            EdgeStart = starts,
            Edges = [.. all],
            Roots = [.. roots.Select(r => new HeapRoot(r, RootKind.Other, ""))],
        };
    }
}
