using SoakHarness.Analysis.Heaps;

namespace SoakHarness.Analysis.Tests;

public sealed class CausesTests
{
    [Theory]
    [InlineData("System.Threading.CancellationTokenSource+CallbackNode", "dispose both")]
    [InlineData("System.Threading.TimerQueueTimer", "dispose each timer")]
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

    [Fact]
    public void A_pinned_handle_is_to_be_freed() =>
        Causes
            .Of("Shop.Order", new HolderPath("a pinned GC handle", ["a pinned GC handle"]), [])
            .Should()
            .Contain("free each");

    [Fact]
    public void An_unknown_pattern_has_no_cause() =>
        Causes
            .Of("Shop.Order", new HolderPath("static Shop.Api.s_order", ["static Shop.Api.s_order"]), [])
            .Should()
            .BeEmpty();
}
