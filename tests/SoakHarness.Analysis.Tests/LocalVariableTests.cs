using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Tests;

/// <summary>What loops that never end keep in their local variables.</summary>
public sealed class LocalVariableTests
{
    private const string List = "System.Collections.Generic.List`1[Shop.Visit]";

    [Fact]
    public void A_local_variable_is_named_by_its_method() =>
        Holder("Shop.Worker.Main()").Should().Be("a local variable of Shop.Worker.Main()");

    [Theory]
    [InlineData("")]
    [InlineData("System.Threading.ThreadPoolWorkQueue.Dispatch()")]
    public void Of_a_method_that_is_unknown_or_the_frameworks_nothing_more_is_said(string method) =>
        Holder(method).Should().Be("a local variable of a running method");

    [Fact]
    public void Of_several_methods_the_outermost_of_the_application_has_it() =>
        Holder("Shop.Worker.Add()", "Shop.Worker.Main()", "System.Threading.Thread.StartCallback()", "")
            .Should()
            .Be("a local variable of Shop.Worker.Main()");

    [Fact]
    public void Two_leaks_of_the_same_bytes_have_each_their_share()
    {
        var suspects = SuspectFinder.Find([Two(100), Two(200), Two(300)], AllocationWindow.None);

        suspects.Select(s => s.Type).Should().Equal("Shop.Basket", "Shop.Visit");
        // Two arrays of 1000 bytes in each basket and one in each visit.
        suspects[0].BytesPerRequest!.Estimate.Should().BeApproximately(2032, 20);
        suspects[1].BytesPerRequest!.Estimate.Should().BeApproximately(1032, 20);
        suspects.Sum(s => s.Share).Should().BeApproximately(1, 0.02);
        suspects[0].Holder.Should().Be("a local variable of Shop.Worker.Consume()");
        suspects[1].Holder.Should().Be("a local variable of Shop.Worker.Main()");
    }

    [Fact]
    public void Bytes_that_stood_in_something_else_all_along_hide_no_leak_of_them()
    {
        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                int[] entries =
                [
                    .. Enumerable
                        .Range(0, 100)
                        .Select(_ => heap.Add("Shop.Entry", [.. Bytes(heap, 20)]))
                        .Concat(Enumerable.Range(0, count / 20).Select(_ => heap.Add("Shop.Entry"))),
                ];
                heap.Root(RootKind.Static, "Shop.Log.s_lines", heap.Add("System.Byte[][]", [.. Bytes(heap, count)]));
                heap.Root(RootKind.Static, "Shop.Book.s_all", heap.Add("Shop.Book", entries));
            }
        );

        suspect.Type.Should().Be("System.Byte[]");
        suspect.Holder.Should().Be("static Shop.Log.s_lines");
    }

    private static IEnumerable<int> Bytes(DrawnHeap heap, int count) =>
        Enumerable.Range(0, count).Select(_ => heap.Add("System.Byte[]")).ToArray();

    private static string Holder(params string[] methods) =>
        DrawnHeap
            .Suspect(
                (heap, count) =>
                {
                    var list = Visits(heap, count);
                    foreach (var method in methods)
                        heap.Root(RootKind.Stack, method, list);
                }
            )
            .Holder;

    private static HeapStage Two(int count)
    {
        var heap = new DrawnHeap();
        heap.Root(RootKind.Stack, "Shop.Worker.Main()", Visits(heap, count));
        int[] baskets =
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => heap.Add("Shop.Basket", heap.Add("System.Byte[]"), heap.Add("System.Byte[]"))),
        ];
        var list = heap.Add("System.Collections.Generic.List`1[Shop.Basket]", heap.Add("Shop.Basket[]", baskets));
        heap.Root(RootKind.Stack, "Shop.Worker.Consume()", list);
        return new HeapStage(heap.Snapshot(), count, count);
    }

    private static int Visits(DrawnHeap heap, int count)
    {
        int[] visits = [.. Enumerable.Range(0, count).Select(_ => heap.Add("Shop.Visit", heap.Add("System.Byte[]")))];
        return heap.Add(List, heap.Add("Shop.Visit[]", visits));
    }
}
