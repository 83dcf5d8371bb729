using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Tests;

public sealed class SingletonLeakTests
{
    private const string Services = "Microsoft.Extensions.DependencyInjection.";
    private const string Accessors =
        $"System.Collections.Concurrent.ConcurrentDictionary<{Services}ServiceLookup.ServiceIdentifier, {Services}ServiceProvider+ServiceAccessor>";

    [Fact]
    public void A_list_in_a_singleton_is_held_by_the_singleton_and_not_by_the_container()
    {
        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                var entries = Many(heap, "Shop.AuditEntry", count);
                var log = heap.Add(
                    "Shop.AuditLog",
                    heap.Add("System.Collections.Generic.List<Shop.AuditEntry>", entries)
                );
                var accessor = heap.Add(
                    $"{Services}ServiceProvider+ServiceAccessor",
                    heap.Add($"{Services}ServiceLookup.ConstructorCallSite", log)
                );
                Application(heap, heap.Add(Accessors, heap.Add($"{Accessors}+Node[]", accessor)));
            }
        );

        suspect.Type.Should().Be("Shop.AuditEntry");
        suspect.Holder.Should().Be("the singleton service Shop.AuditLog");
        suspect.Cause.Should().StartWith("A list only ever grows");
        suspect
            .Path.Should()
            .Equal(
                "the singleton service Shop.AuditLog",
                "System.Collections.Generic.List<Shop.AuditEntry>",
                "Shop.AuditEntry x 300"
            );
    }

    [Fact]
    public void A_cache_that_the_scope_disposes_of_is_no_transient_of_the_scope()
    {
        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                var entries = Enumerable
                    .Range(0, count)
                    .Select(_ =>
                        heap.Add("Microsoft.Extensions.Caching.Memory.CacheEntry", heap.Add("Shop.Basket", Bytes(heap)))
                    );
                var table = heap.Add(
                    "System.Collections.Concurrent.ConcurrentDictionary<System.String, Microsoft.Extensions.Caching.Memory.CacheEntry>",
                    [.. entries]
                );
                var cache = heap.Add("Microsoft.Extensions.Caching.Memory.MemoryCache", table);
                Application(heap, Scope(heap, cache));
            }
        );

        suspect.Type.Should().Be("Shop.Basket");
        suspect.Holder.Should().Be("the singleton service Microsoft.Extensions.Caching.Memory.MemoryCache");
        suspect.Cause.Should().Contain("SizeLimit");
    }

    [Fact]
    public void Transients_that_the_root_scope_keeps_are_still_its_own()
    {
        var suspect = DrawnHeap.Suspect(
            (heap, count) => Application(heap, Scope(heap, Many(heap, "Shop.Report", count)))
        );

        suspect.Type.Should().Be("Shop.Report");
        suspect.Holder.Should().Be("the root dependency injection scope");
        suspect.Cause.Should().Contain("resolve them in a scope");
    }

    [Fact]
    public void The_channel_of_a_service_is_to_blame_and_not_what_its_reader_waits_for()
    {
        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                var channel = heap.Add(
                    "System.Threading.Channels.UnboundedChannel<Shop.Job>",
                    heap.Add("System.Collections.Concurrent.ConcurrentQueue<Shop.Job>", Many(heap, "Shop.Job", count))
                );
                var waiting = heap.Add(
                    "System.Threading.Tasks.Task+DelayPromise",
                    heap.Add(
                        "System.Runtime.CompilerServices.AsyncTaskMethodBuilder<X>+AsyncStateMachineBox<Shop.Mailer+<Run>d__1>",
                        heap.Add("Shop.Mailer", channel)
                    )
                );
                heap.Root(RootKind.Static, "System.Threading.TimerQueue.Instances", waiting);
            }
        );

        suspect.Type.Should().Be("Shop.Job");
        suspect.Cause.Should().StartWith("A channel without a bound");
    }

    [Fact]
    public void A_list_of_the_users_own_nodes_is_a_list()
    {
        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                var head = heap.Add("Shop.Step", Bytes(heap));
                for (var i = 1; i < count; i++)
                    head = heap.Add("Shop.Step", head, Bytes(heap));
                heap.Root(RootKind.Static, "Shop.Flow.s_head", heap.Add("Shop.Flow", head));
            }
        );

        suspect.Type.Should().Be("Shop.Step");
        suspect.Cause.Should().StartWith("A linked list only ever grows");
    }

    private static int[] Many(DrawnHeap heap, string type, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => heap.Add(type, Bytes(heap)))];

    private static int Bytes(DrawnHeap heap) => heap.Add("System.Byte[]");

    /// <summary>What a container keeps to dispose of.</summary>
    private static int Scope(DrawnHeap heap, params int[] disposables) =>
        heap.Add(
            $"{Services}ServiceLookup.ServiceProviderEngineScope",
            heap.Add("System.Collections.Generic.List<System.Object>", heap.Add("System.Object[]", disposables))
        );

    private static void Application(DrawnHeap heap, int kept) =>
        heap.Root(
            RootKind.Stack,
            "",
            heap.Add(
                "Microsoft.AspNetCore.Builder.WebApplication",
                heap.Add("Microsoft.Extensions.Hosting.Internal.Host", heap.Add($"{Services}ServiceProvider", kept))
            )
        );
}
