using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Tests;

public sealed class SharedBufferLeakTests
{
    [Fact]
    public void A_buffer_of_two_owners_is_named_after_the_applications_own()
    {
        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                var pairs = Enumerable.Range(0, count).Select(_ => Pair(heap));
                heap.Root(RootKind.Static, "Shop.Api.s_context", heap.Add("Microsoft.Data.Context", [.. pairs]));
            }
        );

        suspect.Type.Should().Be("Shop.Customer");
    }

    /// <summary>A framework's entry with what was loaded and with what it was loaded as.</summary>
    private static int Pair(DrawnHeap heap)
    {
        var photo = heap.Add("System.Byte[]");
        var loaded = heap.Add("Microsoft.Data.Loaded", photo, heap.Add("System.String"));
        return heap.Add("System.Collections.Generic.Dictionary<A, B>+Entry", loaded, heap.Add("Shop.Customer", photo));
    }
}
