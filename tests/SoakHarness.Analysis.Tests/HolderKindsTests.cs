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
        "static A.b, through the async method Shop.Api.WaitAsync, which waits"
    )]
    [InlineData("System.EventHandler`1[Shop.Args]", "static A.b, through an event (EventHandler)")]
    [InlineData("System.Collections.Generic.List`1[Shop.Order]", "static A.b")]
    public void A_holder_says_what_the_path_goes_through(string step, string holder) =>
        HolderKinds.Describe(new HolderPath("static A.b", ["static A.b", step, "Shop.Order x 3"])).Should().Be(holder);

    [Fact]
    public void The_result_of_an_async_method_that_has_ended_is_not_said_to_wait() =>
        HolderKinds
            .Describe(
                new HolderPath(
                    "static A.b",
                    [
                        "static A.b",
                        "System.Runtime.CompilerServices.AsyncTaskMethodBuilder<Shop.Order>+AsyncStateMachineBox<Shop.Api+<LoadAsync>d__3>",
                        "Shop.Order x 3",
                    ]
                )
            )
            .Should()
            .Be("static A.b");

    [Fact]
    public void A_method_of_the_framework_is_not_named_beside_what_the_path_goes_through() =>
        HolderKinds
            .Describe(
                new HolderPath(
                    "static A.b",
                    [
                        "static A.b",
                        "System.Runtime.CompilerServices.AsyncTaskMethodBuilder<X>+AsyncStateMachineBox<Microsoft.Extensions.Hosting.Extensions+<RunAsync>d__4>",
                        "System.Threading.CancellationTokenSource+Registrations",
                        "Shop.Order x 3",
                    ]
                )
            )
            .Should()
            .Be("static A.b, through registrations of a CancellationTokenSource");

    [Fact]
    public void An_event_is_named_with_the_type_that_declares_it() =>
        HolderKinds
            .Describe(
                new HolderPath(
                    "static A.s_publisher",
                    [
                        "static A.s_publisher",
                        "Shop.Publisher",
                        "System.EventHandler",
                        "System.Object[]",
                        "Shop.Order x 3",
                    ]
                )
            )
            .Should()
            .Be("static A.s_publisher, through an event (EventHandler) of Shop.Publisher");

    [Fact]
    public void A_delay_is_named_with_the_method_that_waits_for_it() =>
        HolderKinds
            .Describe(
                new HolderPath(
                    "static A.b",
                    [
                        "static A.b",
                        "System.Threading.TimerQueueTimer",
                        "System.Threading.Tasks.Task+DelayPromise",
                        "A.Builder<X>+AsyncStateMachineBox<Shop.Api+<WaitAsync>d__3>",
                        "Shop.Order x 3",
                    ]
                )
            )
            .Should()
            .Be(
                "static A.b, through the timer queue and the async method Shop.Api.WaitAsync, which waits for Task.Delay"
            );

    [Fact]
    public void Of_several_async_methods_the_applications_own_is_named_and_what_it_reads_is_only_waited_for() =>
        HolderKinds
            .Describe(
                new HolderPath(
                    "static A.s_work",
                    [
                        "static A.s_work",
                        "System.Threading.Channels.UnboundedChannel<System.Int32>",
                        "A.Builder<X>+AsyncStateMachineBox<System.Threading.Channels.ChannelReader<System.Int32>+<ReadAllAsync>d__12>",
                        "A.Builder<X>+AsyncStateMachineBox<Shop.Worker+<LoopAsync>d__7>",
                        "System.IO.FileStream x 3",
                    ]
                )
            )
            .Should()
            .Be("static A.s_work, through the async method Shop.Worker.LoopAsync, which waits for a channel");

    [Fact]
    public void An_async_lambda_is_named_by_the_method_it_stands_in() =>
        HolderKinds
            .Describe(
                new HolderPath(
                    "static A.b",
                    ["static A.b", "A.Builder<X>+AsyncStateMachineBox<Shop.Api+<>c+<<Map>b__0_8>d>", "Shop.Order x 3"]
                )
            )
            .Should()
            .Be("static A.b, through an async lambda in Shop.Api.Map, which waits");

    [Theory]
    [InlineData("Microsoft.Extensions.DependencyInjection.ServiceProvider", "the root dependency injection scope")]
    [InlineData("Shop.Worker", "a dependency injection scope")]
    public void The_containers_own_scope_is_told_from_others(string above, string words) =>
        HolderKinds
            .Describe(
                new HolderPath(
                    "static A.b",
                    ["static A.b", above, "X.ServiceLookup.ServiceProviderEngineScope", "O x 3"]
                )
            )
            .Should()
            .Be($"static A.b, through {words}");

    [Fact]
    public void What_leaks_is_not_its_own_holder() =>
        HolderKinds
            .Describe(new HolderPath("static A.b", ["static A.b", "System.Threading.TimerQueueTimer x 3"]))
            .Should()
            .Be("static A.b");
}
