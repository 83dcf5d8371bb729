using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Tests;

/// <summary>
/// Leaks of which the heap has only the framework's types: the name is what a person knows and can dispose.
/// </summary>
public sealed class FrameworkLeakTests
{
    private const string Engine = "System.Net.Sockets.SocketAsyncEngine.s_registeredContexts in System.Net.Sockets.dll";
    private const string Context = "System.Net.Sockets.SocketAsyncContext";
    private const string Box =
        "System.Runtime.CompilerServices.AsyncTaskMethodBuilder<System.Int32>+AsyncStateMachineBox";
    private const string Cached = "thread-static Microsoft.AspNetCore.Internal.ReusableUtf8JsonWriter._cachedInstance";
    private const string Http2 = "Kestrel.Core.Internal.Http2.";

    [Fact]
    public void Of_streams_that_never_end_the_stream_is_named_and_not_the_connection_of_a_hundred()
    {
        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                var connections = Enumerable
                    .Range(0, count / 50)
                    .Select(_ =>
                        heap.Add(
                            $"Microsoft.AspNetCore.{Http2}Http2Connection",
                            Many(heap, $"Microsoft.AspNetCore.{Http2}Http2Stream<App>", 50)
                        )
                    );
                heap.Root(RootKind.Static, Engine, Waiting(heap, [.. connections]));
            }
        );

        suspect.Type.Should().EndWith("Http2Stream<App>");
        suspect.GrowthPerRequest!.Estimate.Should().BeApproximately(1, 0.01);
        suspect.Cause.Should().StartWith("Calls over HTTP/2, such as gRPC's, begin and never end");
    }

    [Theory]
    [InlineData("Shop.Tracker", " In each, the async method Shop.Tracker.Watch has not ended.")]
    [InlineData("Microsoft.Tracker", "")]
    public void A_method_of_the_applications_that_has_not_ended_in_each_is_told(string type, string told)
    {
        const string begin = "System.Runtime.CompilerServices.AsyncTaskMethodBuilder<System.Int32>";

        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                var methods = Many(heap, $"{begin}+AsyncStateMachineBox<{type}+<Watch>d__1>", count);
                var streams = methods.Select(method => heap.Add("System.Net.Http.Http2Connection+Http2Stream", method));
                heap.Root(RootKind.Static, Engine, Waiting(heap, [.. streams]));
            },
            "System.Action"
        );

        suspect.Type.Should().EndWith("Http2Stream");
        suspect.Cause.Should().EndWith("when its client is gone." + told);
    }

    [Fact]
    public void What_each_request_adds_is_named_though_it_has_many_parts()
    {
        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
                heap.Root(
                    RootKind.Static,
                    "Shop.Jobs.s_all",
                    heap.Add(
                        "System.Diagnostics.Process[]",
                        [
                            .. Enumerable
                                .Range(0, count)
                                .Select(_ =>
                                    heap.Add(
                                        "System.Diagnostics.Process",
                                        Many(heap, "System.Diagnostics.ThreadInfo", 22)
                                    )
                                ),
                        ]
                    )
                )
        );

        suspect.Type.Should().Be("System.Diagnostics.Process");
    }

    [Fact]
    public void Of_an_open_connection_what_can_be_disposed_is_named_once()
    {
        const string hub = "Microsoft.AspNetCore.SignalR.Client.HubConnection";
        const string transport = "Microsoft.AspNetCore.Http.Connections.Client.Internal.WebSocketsTransport";

        var suspects = DrawnHeap.Suspects(
            (heap, count) =>
                heap.Root(
                    RootKind.Static,
                    Engine,
                    Waiting(
                        heap,
                        [
                            .. Many(heap, hub, count)
                                .Select(connection =>
                                    heap.Add(transport, heap.Add("System.IO.Pipelines.Pipe", connection))
                                ),
                        ]
                    )
                ),
            "System.Action"
        );

        suspects.Should().ContainSingle();
        suspects[0].Type.Should().Be(hub);
        suspects[0].Cause.Should().StartWith("Connections to a hub are opened and never closed");
    }

    [Fact]
    public void What_only_an_open_connection_keeps_is_said_to_be_kept_by_it() =>
        DrawnHeap
            .Suspect(
                (heap, count) =>
                    heap.Root(RootKind.Static, Engine, Waiting(heap, Many(heap, "Microsoft.Data.Reply", count)))
            )
            .Cause.Should()
            .StartWith("An open connection, which waits for data, keeps each");

    [Fact]
    public void A_singleton_service_holds_what_a_shorter_way_from_elsewhere_leads_to_as_well()
    {
        const string manager = "Microsoft.AspNetCore.SignalR.DefaultHubLifetimeManager<Shop.OrderHub>";
        const string services = "Microsoft.Extensions.DependencyInjection.";

        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                var groups = heap.Add(
                    "System.Collections.Concurrent.ConcurrentDictionary<System.String, GroupConnectionList>",
                    Many(heap, "Microsoft.AspNetCore.SignalR.Internal.GroupConnectionList", count)
                );
                var service = heap.Add(manager, groups);
                heap.Root(RootKind.Static, Cached, heap.Add("System.Text.Json.Writer", service));
                var scope = heap.Add(
                    $"{services}ServiceLookup.ServiceProviderEngineScope",
                    heap.Add(
                        $"System.Collections.Generic.Dictionary<{services}ServiceLookup.ServiceCacheKey, System.Object>",
                        service
                    )
                );
                heap.Root(
                    RootKind.Stack,
                    "",
                    heap.Add(
                        "Microsoft.AspNetCore.Builder.WebApplication",
                        heap.Add($"{services}ServiceProvider", scope)
                    )
                );
            }
        );

        suspect.Holder.Should().Be($"the singleton service {manager}");
        suspect.Cause.Should().StartWith("Connections are added to groups of ever new names");
    }

    [Fact]
    public void What_a_scope_keeps_is_no_singleton()
    {
        const string services = "Microsoft.Extensions.DependencyInjection.";

        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                var contexts = Many(heap, "Microsoft.Data.Context", count);
                foreach (var context in contexts)
                    heap.Add($"{services}ServiceLookup.ServiceProviderEngineScope", context);
                heap.Root(RootKind.Static, Cached, heap.Add("System.Text.Json.Writer", contexts));
            }
        );

        suspect.Holder.Should().Be(Cached);
    }

    private static int[] Many(DrawnHeap heap, string type, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => heap.Add(type, heap.Add("System.Byte[]")))];

    /// <summary>What the socket engine has, down to what waits for data.</summary>
    private static int Waiting(DrawnHeap heap, int[] waits) =>
        heap.Add(
            $"{Context}[]",
            [
                .. waits.Select(one =>
                    heap.Add(
                        Context,
                        heap.Add(
                            $"{Context}+BufferMemoryReceiveOperation",
                            heap.Add("System.Action", heap.Add(Box, one))
                        )
                    )
                ),
            ]
        );
}
