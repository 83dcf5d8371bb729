using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Tests;

public sealed class ChainLeakTests
{
    private const string Source = "System.Threading.CancellationTokenSource";

    [Fact]
    public void What_stands_between_a_chain_and_the_instances_is_on_the_path()
    {
        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                var next = heap.Add("System.Object");
                for (var i = 0; i < count; i++)
                {
                    var linked = heap.Add(
                        $"{Source}+Linked1CancellationTokenSource",
                        heap.Add("Shop.Job", heap.Add("System.Byte[]"))
                    );
                    next = heap.Add($"{Source}+CallbackNode", next, linked);
                }

                heap.Root(RootKind.Static, "Shop.Api.s_lifetime", heap.Add(Source, next));
            }
        );

        suspect
            .Path.Should()
            .Equal(
                "static Shop.Api.s_lifetime",
                Source,
                $"{Source}+CallbackNode (a chain of them)",
                $"{Source}+Linked1CancellationTokenSource",
                "Shop.Job x 300"
            );
        suspect.Cause.Should().StartWith("A token source that is linked to a long-lived token is not disposed");
    }
}
