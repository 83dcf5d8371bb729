using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Tests;

/// <summary>A service's objects that something else holds too, by a shorter way that explains nothing.</summary>
public sealed class ServiceLeakTests
{
    private const string Services = "Microsoft.Extensions.DependencyInjection.";
    private const string Token = "System.Threading.CancellationTokenSource";

    [Fact]
    public void A_queue_that_its_reader_has_as_a_local_too_is_held_by_its_service()
    {
        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                var queue = heap.Add(
                    "System.Collections.Concurrent.BlockingCollection<Shop.Mail>",
                    Many(heap, "Shop.Mail", count)
                );
                heap.Root(RootKind.Stack, "", queue);
                heap.Root(
                    RootKind.Static,
                    "thread-static System.Threading.Tasks.Task.t_currentTask",
                    heap.Add("System.Threading.Tasks.Task", queue)
                );
                Application(heap, heap.Add("Shop.Outbox", queue));
            }
        );

        suspect.Type.Should().Be("Shop.Mail");
        suspect.Holder.Should().Be("the singleton service Shop.Outbox");
    }

    [Fact]
    public void A_bag_of_a_service_is_held_by_it_and_not_by_the_threads_that_filled_it()
    {
        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                const string local =
                    "System.Threading.ThreadLocal<System.Collections.Concurrent.ConcurrentBag<Shop.Hit>+WorkStealingQueue>";
                var queue = heap.Add(
                    "System.Collections.Concurrent.ConcurrentBag<Shop.Hit>+WorkStealingQueue",
                    heap.Add("Shop.Hit[]", Many(heap, "Shop.Hit", count))
                );
                var slots = heap.Add($"{local}+LinkedSlotVolatile[]", heap.Add($"{local}+LinkedSlot", queue));
                heap.Root(RootKind.Handle, "", slots);
                var bag = heap.Add("System.Collections.Concurrent.ConcurrentBag<Shop.Hit>", queue);
                Application(heap, heap.Add("Shop.Log", bag));
            }
        );

        suspect.Type.Should().Be("Shop.Hit");
        suspect.Holder.Should().Be("the singleton service Shop.Log");
        suspect.Cause.Should().StartWith("A collection only ever grows");
    }

    [Fact]
    public void A_token_is_held_by_its_owner_and_not_by_what_is_registered_on_it()
    {
        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                var registrations = heap.Add(
                    $"{Token}+Registrations",
                    [.. Many(heap, "Shop.Job", count).Select(job => heap.Add($"{Token}+CallbackNode", job))]
                );
                var mine = heap.Add($"{Token}+CallbackNode", registrations);
                heap.Root(RootKind.Static, "System.Threading.TimerQueue.Instances", mine);
                var source = heap.Add(Token, registrations);
                Application(heap, heap.Add("Microsoft.Extensions.Hosting.Internal.ApplicationLifetime", source));
            }
        );

        suspect.Type.Should().Be("Shop.Job");
        suspect
            .Holder.Should()
            .StartWith("the singleton service Microsoft.Extensions.Hosting.Internal.ApplicationLifetime, through reg");
    }

    [Fact]
    public void What_only_a_local_variable_holds_is_held_by_it() =>
        DrawnHeap
            .Suspect(
                (heap, count) =>
                {
                    foreach (var device in Many(heap, "Shop.Device", count))
                        heap.Root(RootKind.Stack, "", device);
                }
            )
            .Holder.Should()
            .Be("a local variable of a running method");

    private static int[] Many(DrawnHeap heap, string type, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => heap.Add(type, heap.Add("System.Byte[]")))];

    private static void Application(DrawnHeap heap, int service) =>
        heap.Root(
            RootKind.Stack,
            "",
            heap.Add(
                "Microsoft.AspNetCore.Builder.WebApplication",
                heap.Add(
                    $"{Services}ServiceProvider",
                    heap.Add($"{Services}ServiceLookup.ConstructorCallSite", service)
                )
            )
        );
}
