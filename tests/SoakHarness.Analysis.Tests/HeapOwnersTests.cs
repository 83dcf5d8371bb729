using SoakHarness.Analysis.Resources;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

public sealed class HeapOwnersTests
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
        HeapOwners
            .Lay(Malloc, [new Suspect { Type = "Shop.Order" }, new Suspect { Type = type }])
            .Cause.Should()
            .Be($"Each {type} has native memory as well, and they leak: it goes when they go.");

    [Theory]
    [InlineData("Shop.Forum.Thread", "live-heap", "the application's own is no thread")]
    [InlineData("System.String", "live-heap", "it has none")]
    [InlineData("thread Console logger", "threads", "it is no object of the heap")]
    public void Of_others_it_is_not(string type, string metric, string because) =>
        HeapOwners.Lay(Malloc, [new Suspect { Type = type, Metric = metric }]).Should().Be(Malloc, because);

    [Fact]
    public void Where_it_is_allocated_says_more()
    {
        var mapped = Malloc with { AllocationSite = ["main.mapMemory"] };

        HeapOwners.Lay(mapped, [new Suspect { Type = "System.Threading.Thread" }]).Should().Be(mapped);
    }

    [Theory]
    [InlineData("threads", "System.Threading.Thread", 1.1, true)]
    [InlineData("assemblies", "System.Reflection.RuntimeAssembly", 0.6, true)]
    [InlineData("threads", "System.Threading.Thread", 3, false)]
    [InlineData("threads", "System.Reflection.RuntimeAssembly", 1, false)]
    [InlineData("handles", "System.Threading.Thread", 1, false)]
    public void Threads_and_assemblies_are_made_where_as_many_of_their_objects_are(
        string metric,
        string type,
        double objects,
        bool isSite
    )
    {
        var suspect = new Suspect
        {
            Type = "thread Console logger",
            Metric = metric,
            GrowthPerRequest = new(1, 1, 1),
        };
        var owner = new Suspect
        {
            Type = type,
            GrowthPerRequest = new(objects, objects, objects),
            AllocationSite = ["Shop.Desk.Log()"],
            AllocationNote = "100 of the 101 that were started in 10 s",
        };

        var laid = HeapOwners.Lay(suspect, [owner]);

        laid.AllocationSite.Should().Equal(isSite ? owner.AllocationSite : []);
        laid.AllocationNote.Should().Be(isSite ? owner.AllocationNote : "");
    }

    [Fact]
    public void Handles_are_no_memory()
    {
        var handle = Malloc with { Metric = "handles" };

        HeapOwners.Lay(handle, [new Suspect { Type = "System.Threading.Thread" }]).Should().Be(handle);
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore.MemoryPoolBlock", 0.005, "native-memory", null, false)]
    [InlineData("System.IO.Compression.BrotliStream", 1, "native-memory", null, true)]
    [InlineData("Shop.Order", 1, "handles", 1.0, true)]
    [InlineData("Shop.Order", 0.1, "handles", 1.0, false)]
    [InlineData("System.Threading.Thread", 1, "threads", 1.3, true)]
    public void Where_the_heap_does_not_leak_its_objects_come_first_only_when_they_have_what_leaks(
        string type,
        double objects,
        string metric,
        double? count,
        bool isFirst
    )
    {
        var ofHeap = new Suspect { Type = type, GrowthPerRequest = new(objects, objects, objects) };
        var other = new Suspect
        {
            Type = "what grows outside",
            Metric = metric,
            GrowthPerRequest = count is { } each ? new(each, each, each) : null,
        };

        var ordered = HeapOwners.InOrder([ofHeap], [other], heapLeaks: false);

        ordered.Should().Equal(isFirst ? [ofHeap, other] : [other, ofHeap]);
        HeapOwners.InOrder([ofHeap], [other], heapLeaks: true).Should().Equal(ofHeap, other);
    }

    [Fact]
    public void Goroutines_keep_their_place()
    {
        var goroutines = new Suspect { Type = "main.wait", Metric = "goroutines" };

        HeapOwners.InOrder([goroutines], [Malloc], heapLeaks: false).Should().Equal(goroutines, Malloc);
    }
}
