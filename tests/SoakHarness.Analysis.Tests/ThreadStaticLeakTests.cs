using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Tests;

public sealed class ThreadStaticLeakTests
{
    [Fact]
    public void Lists_of_several_threads_have_one_holder_the_field()
    {
        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                for (var thread = 0; thread < 4; thread++)
                {
                    int[] quotes =
                    [
                        .. Enumerable
                            .Range(0, count / 4)
                            .Select(_ => heap.Add("Shop.Quote", heap.Add("System.Byte[]"))),
                    ];
                    heap.Root(
                        RootKind.Static,
                        "thread-static Shop.Prices.t_quotes in Shop.dll",
                        heap.Add("System.Collections.Generic.List<Shop.Quote>", quotes)
                    );
                }
            }
        );

        suspect.Type.Should().Be("Shop.Quote");
        suspect.Holder.Should().Be("thread-static Shop.Prices.t_quotes in Shop.dll");
    }
}
