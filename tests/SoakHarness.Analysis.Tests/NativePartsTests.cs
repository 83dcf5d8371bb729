using SoakHarness.Analysis.Resources;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

public sealed class NativePartsTests
{
    private static readonly Suspect Malloc = new()
    {
        Type = "malloc's main heap",
        Metric = "native-memory",
        Cause = "Which code allocated it is not known.",
    };

    [Theory]
    [InlineData("System.Reflection.RuntimeAssembly")]
    [InlineData("System.IO.Compression.BrotliStream")]
    public void Native_memory_is_that_of_leaking_objects_which_have_some(string type) =>
        NativeParts
            .Lay(Malloc, [new Suspect { Type = "Shop.Order" }, new Suspect { Type = type }])
            .Cause.Should()
            .Be($"Each {type} has native memory as well, and they leak: it goes when they go.");

    [Theory]
    [InlineData("Shop.Forum.Thread", "live-heap", "the application's own is no thread")]
    [InlineData("System.String", "live-heap", "it has none")]
    [InlineData("thread Console logger", "threads", "it is no object of the heap")]
    public void Of_others_it_is_not(string type, string metric, string because) =>
        NativeParts.Lay(Malloc, [new Suspect { Type = type, Metric = metric }]).Should().Be(Malloc, because);

    [Fact]
    public void Where_it_is_allocated_says_more()
    {
        var mapped = Malloc with { AllocationSite = ["main.mapMemory"] };

        NativeParts.Lay(mapped, [new Suspect { Type = "System.Threading.Thread" }]).Should().Be(mapped);
    }

    [Fact]
    public void Handles_are_no_memory()
    {
        var handle = Malloc with { Metric = "handles" };

        NativeParts.Lay(handle, [new Suspect { Type = "System.Threading.Thread" }]).Should().Be(handle);
    }
}
