using CsCheck;
using SoakHarness.Collection.Heaps;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Tests.HeapReading;

public sealed class DumpSnapshotTests : IDisposable
{
    private readonly ZooSnapshots _snapshots = new();

    public void Dispose() => _snapshots.Dispose();

    [Fact]
    public async Task A_dump_gives_the_reachable_objects_and_the_static_fields_that_hold_them()
    {
        await using var zoo = await Zoo.StartAsync();
        await zoo.CallAsync("leak/static-dictionary?kb=1", 200);

        var (snapshot, note, files) = await _snapshots.TakeAndTellAsync(zoo, SnapshotWay.Dump);

        note.Should().MatchRegex("^read from a dump of [0-9]+ MB, because it was asked for$");
        snapshot.Source.Should().Be("dump");
        snapshot.TypeOf.Count(t => snapshot.Types[t] == "LeakZoo.Families.Order").Should().Be(200);
        snapshot.Roots.Should().Contain(r => r.Name == "LeakZoo.Families.References.s_orders in LeakZoo.dll");
        files.Should().NotContain(file => file.EndsWith(".dmp"), "the dump is only a means");
    }

    [Fact]
    public void Of_any_heap_exactly_what_the_roots_reach_is_left() =>
        Gen.Int[1, 12]
            .SelectMany(n => Gen.Select(Gen.Int[0, n - 1].Array[0, 20], Gen.Int[0, n - 1].Array[0, 2], Gen.Const(n)))
            .Sample(
                (targets, roots, n) =>
                {
                    var heap = new HeapSnapshot
                    {
                        Label = "x",
                        Types = ["T"],
                        TypeOf = new int[n],
                        SizeOf = [.. Enumerable.Range(0, n)],
                        Edges = targets,
                        EdgeStart = [.. Enumerable.Range(0, n + 1).Select(i => targets.Length * i / n)],
                        Roots = [.. roots.Select(r => new HeapRoot(r, RootKind.Other, ""))],
                    };

                    var left = ReachableHeap.Of(heap);

                    // Sizes are the old numbers: they tell which objects are left, and what each refers to.
                    left.SizeOf.Should().Equal(Reach(heap).Order());
                    for (var node = 0; node < left.Count; node++)
                        Targets(left, node)
                            .Select(t => left.SizeOf[t])
                            .Should()
                            .Equal(Targets(heap, left.SizeOf[node]));
                    left.Roots.Select(r => left.SizeOf[r.Target]).Should().Equal(roots);
                },
                iter: 300
            );

    private static int[] Targets(HeapSnapshot heap, int node) =>
        heap.Edges[heap.EdgeStart[node]..heap.EdgeStart[node + 1]];

    private static HashSet<int> Reach(HeapSnapshot heap)
    {
        var seen = new HashSet<int>();
        var left = new Queue<int>(heap.Roots.Select(r => r.Target));
        while (left.TryDequeue(out var node))
        {
            if (!seen.Add(node))
                continue;
            foreach (var target in Targets(heap, node))
                left.Enqueue(target);
        }

        return seen;
    }
}
