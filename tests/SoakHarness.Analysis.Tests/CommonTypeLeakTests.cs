using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Heaps;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

/// <summary>Strings grow in one place and stand in many others below the same root.</summary>
public sealed class CommonTypeLeakTests
{
    private const string Table = "System.Collections.Concurrent.ConcurrentDictionary<System.String, Shop.Gate>";

    [Fact]
    public void Strings_of_the_leaking_objects_are_no_suspect_of_their_own()
    {
        var suspects = Find(
            (heap, count) =>
                heap.Add(
                    "System.Collections.Generic.List<Shop.AuditRecord>",
                    [.. Enumerable.Range(0, count).Select(_ => heap.Add("Shop.AuditRecord", heap.Add("System.String")))]
                )
        );

        suspects.Should().ContainSingle().Which.Type.Should().Be("Shop.AuditRecord");
    }

    [Fact]
    public void Keys_are_held_by_the_table_that_grew_and_not_by_where_most_strings_are()
    {
        var suspects = Find(
            (heap, count) =>
                heap.Add(
                    "Shop.Gates",
                    heap.Add(
                        Table,
                        [
                            .. Enumerable
                                .Range(0, count)
                                .Select(_ => heap.Add($"{Table}+Node", heap.Add("System.String"))),
                        ]
                    )
                )
        );

        suspects[0].Type.Should().Be("System.String");
        suspects[0].Path.Should().Contain(["Shop.Gates", Table]);
    }

    /// <summary>What grows, beside a thousand routes that do not.</summary>
    private static IReadOnlyList<Suspect> Find(Func<DrawnHeap, int, int> draw) =>
        SuspectFinder.Find(
            [
                .. new[] { 100, 200, 300 }.Select(count =>
                {
                    var heap = new DrawnHeap();
                    var routes = Enumerable
                        .Range(0, 1000)
                        .Select(_ => heap.Add("Shop.Route", heap.Add("System.String")));
                    int[] kept = [heap.Add("Shop.Routes", [.. routes]), draw(heap, count)];
                    heap.Root(RootKind.Stack, "", heap.Add("Shop.Application", kept));
                    return new HeapStage(heap.Snapshot(), count, count);
                }),
            ],
            AllocationWindow.None
        );
}
