using SoakHarness.Analysis.Heaps;

namespace SoakHarness.Analysis.Tests;

public sealed class HolderKindsTests
{
    [Theory]
    [InlineData("System.Threading.TimerQueueTimer", "static A.b, through the timer queue")]
    [InlineData(
        "Microsoft.Extensions.DependencyInjection.ServiceLookup.ServiceProviderEngineScope",
        "static A.b, through a dependency injection scope"
    )]
    [InlineData("Microsoft.Extensions.Caching.Memory.MemoryCache+CoherentState", "static A.b, through a MemoryCache")]
    [InlineData(
        "System.Runtime.CompilerServices.ConditionalWeakTable`2+Container[A,B]",
        "static A.b, through a conditional weak table"
    )]
    [InlineData(
        "System.Threading.CancellationTokenSource+CallbackNode",
        "static A.b, through registrations of a CancellationTokenSource"
    )]
    [InlineData(
        "System.Threading.Channels.UnboundedChannel`1[Shop.Message]",
        "static A.b, through an unbounded channel"
    )]
    [InlineData(
        "System.Runtime.CompilerServices.AsyncTaskMethodBuilder<X>+AsyncStateMachineBox<Shop.Api+<WaitAsync>d__3>",
        "static A.b, through the async method WaitAsync, which waits"
    )]
    [InlineData("System.EventHandler`1[Shop.Args]", "static A.b, through an event (EventHandler)")]
    [InlineData("System.Collections.Generic.List`1[Shop.Order]", "static A.b")]
    public void A_holder_says_what_the_path_goes_through(string step, string holder) =>
        HolderKinds.Describe("static A.b", ["static A.b", step, "Shop.Order x 3"]).Should().Be(holder);

    [Fact]
    public void What_leaks_is_not_its_own_holder() =>
        HolderKinds
            .Describe("static A.b", ["static A.b", "System.Threading.TimerQueueTimer x 3"])
            .Should()
            .Be("static A.b");
}
