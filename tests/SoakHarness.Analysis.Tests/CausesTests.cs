using SoakHarness.Analysis.Heaps;

namespace SoakHarness.Analysis.Tests;

public sealed class CausesTests
{
    [Theory]
    [InlineData("System.Threading.CancellationTokenSource+CallbackNode", "dispose what Register returned")]
    [InlineData(
        "System.Threading.CancellationTokenSource+Linked1CancellationTokenSource",
        "linked to a long-lived token"
    )]
    [InlineData("System.Threading.CancellationTokenSource+Registrations", "dispose both")]
    [InlineData("System.Threading.TimerQueueTimer", "dispose each timer")]
    [InlineData("Microsoft.EntityFrameworkCore.ChangeTracking.Internal.EntityReferenceMap", "each unit of work")]
    [InlineData("Microsoft.EntityFrameworkCore.ChangeTracking.Internal.StateManager", "each unit of work")]
    [InlineData("System.Threading.RegisteredWaitHandle[]", "call Unregister")]
    [InlineData("System.Threading.PeriodicTimer+State", "end each by a token")]
    [InlineData("System.Threading.SemaphoreSlim+TaskNode", "release it after every wait")]
    [InlineData("Microsoft.Extensions.Options.OptionsMonitor<Shop.Options>", "what OnChange returned")]
    [InlineData("System.Collections.Generic.List<System.IObserver<Shop.Args>>", "what Subscribe returned")]
    [InlineData(
        "System.Collections.Generic.PriorityQueue<Shop.Order, System.DateTime>",
        "A collection only ever grows"
    )]
    [InlineData("System.Collections.Immutable.ImmutableDictionary<System.Int32, Shop.Order>", "A collection only ever")]
    [InlineData("System.EventHandler`1[Shop.Args]", "unsubscribe")]
    [InlineData(
        "Microsoft.Extensions.DependencyInjection.ServiceLookup.ServiceProviderEngineScope",
        "resolve them in a scope"
    )]
    [InlineData("Microsoft.Extensions.Caching.Memory.MemoryCache", "SizeLimit")]
    [InlineData("System.Threading.Channels.UnboundedChannel`1[Shop.Message]", "bound it")]
    [InlineData("System.Threading.Tasks.TaskCompletionSource`1[System.Int32]", "complete or cancel")]
    [InlineData("System.Runtime.CompilerServices.ConditionalWeakTable`2[A,B]", "remove entries")]
    [InlineData("System.Threading.ThreadLocal`1[Shop.Buffer]", "dispose it, or clear")]
    [InlineData("System.Reflection.Emit.RuntimeAssemblyBuilder", "keep one serializer")]
    [InlineData("System.Collections.Generic.Dictionary`2[System.String,Shop.Order]", "bound it, evict")]
    [InlineData("System.Collections.Concurrent.ConcurrentQueue`1[Shop.Order]", "bound it")]
    [InlineData("System.Threading.AsyncLocalValueMap+OneElementAsyncLocalValueMap", "contexts")]
    [InlineData("System.Threading.Tasks.Task+DelayPromise", "Task.Delay")]
    [InlineData("System.Collections.Generic.LinkedList`1[Shop.Order]", "remove what is no longer needed")]
    [InlineData("System.Collections.Generic.List`1[Shop.Order]", "remove what is no longer needed")]
    public void A_known_pattern_comes_with_its_cure(string step, string cure) =>
        Causes
            .Of("Shop.Order", new HolderPath("static Shop.Api.s_field", ["static Shop.Api.s_field", step]), [])
            .Should()
            .Contain(cure);

    [Theory]
    [InlineData("System.IO.FileStream", "using")]
    [InlineData("System.Net.Sockets.Socket", "using")]
    [InlineData("System.IO.FileSystemWatcher", "dispose")]
    [InlineData("System.Threading.Thread", "way to stop")]
    [InlineData("System.Text.StringBuilder", "clear the builder")]
    [InlineData("System.IO.Pipes.NamedPipeServerStream", "using")]
    [InlineData("System.Net.Sockets.SocketAsyncContext", "using")]
    [InlineData("System.Diagnostics.Process", "using")]
    [InlineData("System.Diagnostics.ProcessWaitState", "never end")]
    [InlineData("System.Diagnostics.Metrics.Meter", "make one and reuse it")]
    [InlineData("Microsoft.Extensions.Logging.Logger", "fixed set of categories")]
    [InlineData("Microsoft.Extensions.Http.ActiveHandlerTrackingEntry", "fixed set of names")]
    [InlineData("System.Threading.CancellationTokenSource", "dispose")]
    public void A_resource_in_a_list_is_called_undisposed_rather_than_listed(string type, string cure) =>
        Causes
            .Of(
                type,
                new HolderPath(
                    "static A.s_open",
                    ["static A.s_open", "System.Collections.Generic.List`1[System.Object]"]
                ),
                []
            )
            .Should()
            .Contain(cure);

    [Theory]
    [InlineData("Forum.Thread")]
    [InlineData("Logger")]
    public void A_type_of_the_applications_own_is_not_taken_for_the_frameworks_of_that_name(string type) =>
        Causes
            .Of(
                type,
                new HolderPath("static A.s_open", ["static A.s_open", $"System.Collections.Generic.List<{type}>"]),
                []
            )
            .Should()
            .StartWith("A list only ever grows");

    [Theory]
    [InlineData("Listing")]
    [InlineData("Channels")]
    [InlineData("MemoryCaches")]
    public void A_type_without_a_namespace_is_not_taken_for_one_whose_name_it_begins_with(string type) =>
        Causes
            .Of($"{type}+Page", new HolderPath("static Shop.s_first", ["static Shop.s_first", $"{type}+Page x 3"]), [])
            .Should()
            .BeEmpty();

    [Theory]
    [InlineData("System.Diagnostics.Tracing.EventListener.s_Listeners", "Event listeners are made and never disposed")]
    [InlineData("System.Threading.ThreadPool.s_workQueue", "Work waits for the thread pool")]
    public void What_the_runtime_itself_keeps_is_told_by_its_field(string field, string cause)
    {
        var root = $"static {field} in System.Private.CoreLib.dll";
        string[] path = [root, "System.Collections.Concurrent.ConcurrentQueue<System.Object>", "Shop.Metrics x 3"];

        Causes.Of("Shop.Metrics", new HolderPath(root, path), []).Should().StartWith(cause);
    }

    [Theory]
    [InlineData("a pinned GC handle", "Pinned handles are allocated and never freed")]
    [InlineData("a GC handle", "GC handles are allocated and never freed")]
    [InlineData("an async-pinned GC handle", "I/O operations are started and never end")]
    [InlineData("a ref-counted GC handle", "release every COM object")]
    [InlineData("a conditional weak table", "remove entries")]
    [InlineData("the finalizer queue", "let no finalizer wait")]
    public void A_root_that_holds_the_instances_themselves_comes_with_its_cure(string root, string cure) =>
        Causes.Of("Shop.Order", new HolderPath(root, [root, "Shop.Order x 3"]), []).Should().Contain(cure);

    [Theory]
    [InlineData("a GC handle", "free each one")]
    [InlineData("a local variable of a running method", "give each a way to stop")]
    public void Roots_of_each_instance_of_its_own_come_before_what_stands_below_them(string root, string cure)
    {
        string[] path = [root, "System.Action", "System.Collections.Generic.List<Shop.Order>", "Shop.Order x 3"];
        var shared = new HolderPath(root, path);

        Causes.Of("Shop.Order", shared with { HasOwnRoots = true }, []).Should().Contain(cure);
        Causes.Of("Shop.Order", shared, []).Should().StartWith("A list only ever grows");
    }

    [Theory]
    [InlineData("System.Threading.CancellationTokenSource", "A token source with a time-out")]
    [InlineData(
        "System.Threading.CancellationTokenSource+Linked1CancellationTokenSource",
        "A token source that is linked"
    )]
    public void A_token_source_that_a_timer_keeps_is_a_timed_one_unless_it_is_linked(string source, string cause) =>
        Causes
            .Of(
                "Shop.Order",
                new HolderPath(
                    "static A.b",
                    [
                        "static A.b",
                        "System.Threading.TimerQueueTimer (a chain of them)",
                        source,
                        "System.Threading.CancellationTokenSource+Registrations",
                        "System.Threading.CancellationTokenSource+CallbackNode",
                        "Shop.Order x 3",
                    ]
                ),
                []
            )
            .Should()
            .StartWith(cause);

    [Theory]
    [InlineData("System.Threading.TimerQueueTimer", "A token source with a time-out")]
    [InlineData("System.Threading.CancellationTokenSource+CallbackNode", "A token source linked")]
    [InlineData("System.Object[]", "Token sources are kept and never disposed")]
    [InlineData("System.IO.Pipes.NamedPipeServerStream", "")]
    public void Token_sources_are_explained_by_what_keeps_them(string above, string cause)
    {
        const string source = "System.Threading.CancellationTokenSource";

        var found = Causes.Of(source, new HolderPath("static A.b", ["static A.b", above, $"{source} x 3"]), []);

        found.Should().StartWith(cause);
        (found.Length == 0).Should().Be(cause.Length == 0);
    }

    [Fact]
    public void A_handle_above_something_else_is_not_blamed() =>
        Causes
            .Of("Shop.Order", new HolderPath("a GC handle", ["a GC handle", "Shop.Root", "Shop.Order x 3"]), [])
            .Should()
            .BeEmpty();

    [Fact]
    public void What_a_suspect_holds_does_not_explain_who_holds_it() =>
        Causes
            .Of(
                "Shop.Order",
                new HolderPath("static A.b", ["static A.b", "Shop.Order x 3"]),
                ["System.Threading.CancellationTokenSource"]
            )
            .Should()
            .BeEmpty();

    [Fact]
    public void An_unknown_pattern_has_no_cause() =>
        Causes
            .Of("Shop.Order", new HolderPath("static Shop.Api.s_order", ["static Shop.Api.s_order"]), [])
            .Should()
            .BeEmpty();
}
