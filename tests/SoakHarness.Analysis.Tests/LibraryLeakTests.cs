using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Tests;

/// <summary>Leaks of an application through the types of libraries that it uses.</summary>
public sealed class LibraryLeakTests
{
    private const string Services = "Microsoft.Extensions.DependencyInjection.";
    private const string Engine = "System.Net.Sockets.SocketAsyncEngine";

    [Fact]
    public void The_applications_type_is_named_although_a_library_wraps_it()
    {
        var suspect = Suspect(
            (heap, count) =>
            {
                var entries = Many(
                    count,
                    _ => heap.Add("Parser.Entry", heap.Add("Shop.Order", heap.Add("System.Byte[]")))
                );
                heap.Root(RootKind.Static, "Shop.Api.s_all in Shop.dll", heap.Add("Parser.Table", entries));
            }
        );

        suspect.Type.Should().Be("Shop.Order");
        suspect.Holder.Should().Be("static Shop.Api.s_all in Shop.dll");
    }

    [Fact]
    public void Channels_that_the_socket_engine_has_as_well_are_held_by_the_service_that_keeps_them()
    {
        var suspect = Suspect(
            (heap, count) =>
            {
                var channels = Many(count, _ => heap.Add("Rpc.Channel", heap.Add("System.Byte[]")));
                var contexts = Many(
                    count,
                    i =>
                        heap.Add(
                            "System.Net.Sockets.SocketAsyncContext",
                            channels[i],
                            heap.Add("System.Byte[]"),
                            heap.Add("System.Byte[]")
                        )
                );
                heap.Root(RootKind.Static, $"{Engine}.s_contexts in System.dll", heap.Add("System.Object[]", contexts));
                var nodes = Many(count, i => heap.Add("Node[System.String,Rpc.Channel]", channels[i]));
                var table = heap.Add(
                    "System.Collections.Concurrent.ConcurrentDictionary<System.String, Rpc.Channel>",
                    nodes
                );
                Application(heap, heap.Add("Shop.Desk", table));
            }
        );

        suspect.Type.Should().Be("Rpc.Channel", "contexts may be more bytes, but nobody can mend the engine");
        suspect
            .Holder.Should()
            .Be($"the singleton service Shop.Desk; static {Engine}.s_contexts in System.dll has them too");
        suspect.Path[0].Should().Be("the singleton service Shop.Desk");
        suspect.Cause.Should().StartWith("A dictionary is filled");
    }

    [Fact]
    public void What_the_applications_dictionary_holds_is_named_although_a_pool_shares_most_of_it()
    {
        var suspect = Suspect(
            (heap, count) =>
            {
                var settings = Many(count, _ => heap.Add("Rpc.Settings", heap.Add("System.Byte[]")));
                var pools = Many(count, i => heap.Add("Rpc.Pool", settings[i]));
                heap.Root(RootKind.Static, "Rpc.Pools.s_all in Rpc.dll", heap.Add("Rpc.Pools", pools));
                var handlers = Many(count, i => heap.Add("Rpc.Handler", settings[i]));
                var clients = Many(count, i => heap.Add("Rpc.Client", handlers[i]));
                var nodes = Many(count, i => heap.Add("Node[System.String,Rpc.Client]", clients[i]));
                var table = heap.Add(
                    "System.Collections.Concurrent.ConcurrentDictionary<System.String, Rpc.Client>",
                    nodes
                );
                Application(heap, heap.Add("Shop.Desk", table));
            }
        );

        suspect.Type.Should().Be("Rpc.Client", "settings are the client's affair");
        suspect.Share.Should().BeGreaterThan(0.9, "of clients both what is theirs alone and what a pool shares grows");
        suspect.Holder.Should().Be("the singleton service Shop.Desk");
        suspect.GrowthPerRequest!.Estimate.Should().BeApproximately(1, 0.01);
    }

    [Fact]
    public void A_service_that_only_shares_what_leads_to_them_is_not_their_holder()
    {
        var suspect = Suspect(
            (heap, count) =>
            {
                var jobs = Many(count, _ => heap.Add("Rpc.Job", heap.Add("System.Byte[]")));
                var store = heap.Add(
                    "Rpc.Store",
                    heap.Add("System.Collections.Generic.Dictionary<Rpc.Key, Rpc.Job>", jobs)
                );
                var queue = heap.Add(
                    "System.Threading.TimerQueue",
                    heap.Add("System.Threading.TimerQueueTimer", store)
                );
                heap.Root(RootKind.Static, "System.Threading.TimerQueue.Instances in System.dll", queue);
                Application(heap, heap.Add("Shop.Desk", store));
            }
        );

        suspect.Type.Should().Be("Rpc.Job");
        suspect.Holder.Should().Be("Rpc.Store", "the timer is the library's affair, and the desk is one user of many");
        suspect.Cause.Should().StartWith("A dictionary is filled");
    }

    [Fact]
    public void A_service_that_has_one_of_a_chain_is_not_the_holder_of_them_all()
    {
        const string node = "System.Threading.CancellationTokenSource+CallbackNode";
        var suspect = Suspect(
            (heap, count) =>
            {
                var chain = heap.Add(node, heap.Add("Rpc.Job", heap.Add("System.Byte[]")));
                for (var i = 1; i < count; i++)
                    chain = heap.Add(node, heap.Add("Rpc.Job", heap.Add("System.Byte[]")), chain);
                heap.Root(RootKind.Static, "System.Lifetime.s_all in System.dll", heap.Add("System.Object[]", chain));
                Application(heap, heap.Add("Shop.Desk", chain));
            }
        );

        suspect.Holder.Should().NotContain("Shop.Desk").And.Contain("static System.Lifetime.s_all");
    }

    [Fact]
    public void A_librarys_objects_that_live_by_timers_of_their_own_are_to_be_disposed()
    {
        var suspect = Suspect(
            (heap, count) =>
            {
                var timers = Many(
                    count,
                    _ =>
                        heap.Add(
                            "System.Threading.TimerQueueTimer",
                            heap.Add("Rpc.Connection", heap.Add("System.Byte[]"))
                        )
                );
                heap.Root(
                    RootKind.Static,
                    "System.Threading.TimerQueue.Instances in System.dll",
                    heap.Add("System.Threading.TimerQueue", timers)
                );
            }
        );

        suspect.Type.Should().Be("Rpc.Connection");
        suspect.Cause.Should().Be(KnownLeaks.SelfKept);
    }

    [Fact]
    public void Scopes_that_a_service_keeps_are_its_own_and_no_transients_of_the_root()
    {
        var suspect = Suspect(
            (heap, count) =>
            {
                var scopes = Many(
                    count,
                    _ =>
                        heap.Add(
                            $"{Services}ServiceLookup.ServiceProviderEngineScope",
                            heap.Add(
                                "System.Collections.Generic.List<System.Object>",
                                heap.Add("Shop.Report", heap.Add("System.Byte[]"))
                            )
                        )
                );
                var table = heap.Add(
                    $"System.Collections.Generic.Dictionary<System.String, {Services}IServiceScope>",
                    scopes
                );
                Application(heap, heap.Add("Shop.Sessions", table));
            }
        );

        suspect.Type.Should().Be("Shop.Report");
        suspect.Holder.Should().Be("the singleton service Shop.Sessions, through a dependency injection scope");
        suspect.Cause.Should().Be(KnownLeaks.KeptScope);
    }

    [Theory]
    [InlineData("System.Threading.Thread", "a GC handle of a thread that has not ended", "way to stop")]
    [InlineData("System.Threading.Timer", "a GC handle", "GCHandle.Free")]
    public void What_a_running_thread_has_is_no_handle_that_was_forgotten(string above, string holder, string cure)
    {
        var suspect = Suspect(
            (heap, count) =>
            {
                foreach (var one in Many(count, _ => heap.Add(above, heap.Add("Shop.Job", heap.Add("System.Byte[]")))))
                    heap.Root(RootKind.Handle, "", one);
            }
        );

        suspect.Type.Should().Be("Shop.Job");
        suspect.Holder.Should().Be(holder);
        suspect.Cause.Should().Contain(cure);
    }

    [Fact]
    public void What_threads_have_as_a_local_comes_from_where_they_are_started()
    {
        string[] stack = ["System.Threading.Thread.Start()", "Parser.Pump.Run()", "Shop.Api.Post() in Api.cs:7"];
        var window = new AllocationWindow(10, [new("System.Threading.Thread", stack, 90, 0)])
        {
            Libraries = ["Parser"],
        };

        var holder = new HolderPath("a local variable of Parser.Pump.Run()", []) { HasOwnRoots = true };

        var site = AllocationSites.Find(window, "Parser.Queue", [], holder);

        site.Stack.Should().Equal("Shop.Api.Post() in Api.cs:7");
        site.Note.Should()
            .Be(
                "no sample of it was seen in 10 s; this is where the threads come from that hold it: "
                    + "90 of the 90 that were started in 10 s, in Parser.Pump.Run(), which it calls"
            );
    }

    [Theory]
    [InlineData("Autofac.Core.Disposer", "lifetime scope of their own")]
    [InlineData("System.Reactive.Subjects.ReplaySubject<Shop.Order>", "bound it by number or time")]
    [InlineData("System.Reactive.Subjects.Subject<Shop.Order>", "what Subscribe returned")]
    [InlineData("Microsoft.Extensions.Logging.LoggerFactoryScopeProvider+Scope", "what BeginScope returned")]
    [InlineData("Serilog.Context.EnricherStack", "what PushProperty returned")]
    [InlineData("System.Data.RecordManager", "DataTable")]
    public void What_libraries_keep_comes_with_its_cure(string step, string cure) =>
        Causes
            .Of(
                "Shop.Order",
                new HolderPath("static Shop.Api.s_all", ["static Shop.Api.s_all", step, "System.Object[]"])
                {
                    Code = new OwnCode(["Autofac.Core", "Serilog.Context"]),
                },
                []
            )
            .Should()
            .Contain(cure);

    [Fact]
    public void A_chain_of_activities_is_of_activities_that_were_never_stopped() =>
        Causes
            .Of(
                "System.Diagnostics.Activity",
                new HolderPath(
                    "x",
                    [
                        "x",
                        "System.Threading.AsyncLocalValueMap+OneElementAsyncLocalValueMap",
                        "System.Diagnostics.Activity (a chain of them)",
                    ]
                ),
                []
            )
            .Should()
            .Contain("never stopped");

    [Fact]
    public void What_an_async_local_keeps_is_in_the_context_of_the_method_that_set_it_not_of_what_wakes_it_up()
    {
        const string box = "System.Runtime.CompilerServices.AsyncTaskMethodBuilder+AsyncStateMachineBox";
        var suspect = Suspect(
            (heap, count) =>
            {
                const string stack = "Rpc.Context.Stack";
                var chain = heap.Add(stack, heap.Add("Shop.Message", heap.Add("System.Byte[]")));
                for (var i = 1; i < count; i++)
                    chain = heap.Add(stack, heap.Add("Shop.Message", heap.Add("System.Byte[]")), chain);
                var context = heap.Add(
                    "System.Threading.ExecutionContext",
                    heap.Add("System.Threading.AsyncLocalValueMap+OneElementAsyncLocalValueMap", chain)
                );
                var consumer = heap.Add($"{box}<Shop.Consumer+<ExecuteAsync>d__7>", context);
                var read = heap.Add($"{box}<System.Channels.Reader+<ReadAsync>d__12>", context, consumer);
                var feed = heap.Add($"{box}<Shop.Feed+<ExecuteAsync>d__3>", read);
                var timer = heap.Add("System.Threading.Tasks.Task+DelayPromise", feed);
                heap.Root(RootKind.Static, "System.Timers.s_all in System.dll", heap.Add("System.Object[]", timer));
            }
        );

        suspect
            .Holder.Should()
            .EndWith("through an AsyncLocal and the context of the async method Shop.Consumer.ExecuteAsync");
    }

    [Fact]
    public void Timers_are_held_by_the_timer_queue_and_not_by_whoever_has_one_of_them()
    {
        const string timer = "System.Threading.TimerQueueTimer";
        var suspect = Suspect(
            (heap, count) =>
            {
                var newest = heap.Add(timer, heap.Add("Shop.Session", heap.Add("System.Byte[]")));
                for (var i = 1; i < count; i++)
                    newest = heap.Add(timer, heap.Add("Shop.Session", heap.Add("System.Byte[]")), newest);
                heap.Root(
                    RootKind.Static,
                    "Rpc.Clock.s_tick in Rpc.dll",
                    heap.Add("System.Threading.TimerHolder", heap.Add(timer, newest))
                );
                heap.Root(
                    RootKind.Static,
                    "System.Threading.TimerQueue.Instances in System.dll",
                    heap.Add("System.Threading.TimerQueue[]", heap.Add("System.Threading.TimerQueue", newest))
                );
            }
        );

        suspect.Holder.Should().StartWith("static System.Threading.TimerQueue.Instances in System.dll");
    }

    [Fact]
    public void A_registration_of_a_linked_token_source_is_explained_as_one() =>
        Causes
            .Of(
                "System.Threading.CancellationTokenSource+CallbackNode",
                new HolderPath("x", ["x", "System.Threading.CancellationTokenSource+Registrations"]),
                ["System.Threading.CancellationTokenSource+Linked1CancellationTokenSource"]
            )
            .Should()
            .StartWith("A token source that is linked");

    [Theory]
    [InlineData("Shop.ListItem")]
    [InlineData("Shop.Channel")]
    [InlineData("Shop.TimerQueueEntry")]
    public void A_type_of_the_applications_that_is_named_like_the_frameworks_explains_nothing(string type) =>
        Causes.Of(type, new HolderPath("x", ["x", "Shop.Api"]), []).Should().BeEmpty();

    private static int[] Many(int count, Func<int, int> add) => [.. Enumerable.Range(0, count).Select(add)];

    private static void Application(DrawnHeap heap, int service)
    {
        var provider = heap.Add(
            $"{Services}ServiceProvider",
            heap.Add($"{Services}ServiceProvider+ServiceAccessor", service)
        );
        heap.Root(RootKind.Stack, "", heap.Add("Microsoft.Extensions.Hosting.Internal.Host", provider));
    }

    /// <summary>The first suspect of three snapshots with 100, 200 and 300 of what leaks.</summary>
    private static Model.Verdicts.Suspect Suspect(Action<DrawnHeap, int> draw) =>
        SuspectFinder.Find(
            [
                .. new[] { 100, 200, 300 }.Select(count =>
                {
                    var heap = new DrawnHeap();
                    draw(heap, count);
                    var snapshot = heap.Snapshot() with { Libraries = ["Parser", "Rpc"] };
                    return new HeapStage(snapshot, count, count);
                }),
            ],
            AllocationWindow.None
        )[0];
}
