using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Tests;

/// <summary>Which method of the application's is called back, beside or below what the framework keeps.</summary>
public sealed class RegisteredCallbackTests
{
    private const string Token = "System.Threading.CancellationTokenSource";
    private const string Action = "System.Action<System.Object>";
    private const string Changed = "System.Action<Shop.Options>";

    [Theory]
    [InlineData(
        "Shop.Job.OnStopping",
        ", through registrations of a CancellationTokenSource and delegates that call Shop.Job.OnStopping"
    )]
    [InlineData("System.Threading.Registering.Call", ", through registrations of a CancellationTokenSource")]
    public void A_registration_says_what_it_calls_where_that_is_the_applications(string method, string words) =>
        DrawnHeap
            .Suspect(
                (heap, count) =>
                {
                    var called = heap.Add(Action);
                    heap.Name(called, method);
                    var first = heap.Add($"{Token}+CallbackNode");
                    for (var i = 0; i < count; i++)
                    {
                        var job = heap.Add("Shop.Job", heap.Add("System.Byte[]"));
                        first = heap.Add($"{Token}+CallbackNode", called, job, first);
                    }

                    heap.Root(RootKind.Static, "Shop.Api.s_stop", heap.Add(Token, first));
                },
                Action
            )
            .Holder.Should()
            .Be("static Shop.Api.s_stop" + words);

    [Fact]
    public void An_event_whose_subscribers_are_the_frameworks_says_what_these_call()
    {
        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                var subscribers = Enumerable.Range(0, count).Select(_ => Subscriber(heap));
                var changed = heap.Add(Changed, heap.Add("System.Object[]", [.. subscribers]));
                heap.Name(changed, "Library.Monitor._onChange");
                heap.Root(RootKind.Static, "Shop.Api.s_monitor", heap.Add("Library.Monitor", changed));
            },
            Changed
        );

        suspect.Type.Should().Be("Shop.Prices");
        suspect
            .Holder.Should()
            .Be(
                "static Shop.Api.s_monitor, through the event Library.Monitor._onChange → a lambda in Shop.Prices..ctor"
            );
        suspect.Path[^2].Should().Be($"{Changed} (calls a lambda in Shop.Prices..ctor)");
    }

    [Fact]
    public void Delegates_that_wrap_one_another_say_what_they_call()
    {
        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                var next = heap.Add(Changed);
                for (var i = 0; i < count; i++)
                {
                    var basket = heap.Add("Shop.Basket", heap.Add("System.Byte[]"));
                    next = heap.Add(Changed, heap.Add("Shop.Api+<>c__DisplayClass2_0", next, basket));
                    heap.Name(next, "Shop.Api+<>c__DisplayClass2_0.<Use>b__0");
                }

                heap.Root(RootKind.Static, "Shop.Api.s_pipeline", next);
            },
            Changed
        );

        suspect.Type.Should().Be("Shop.Basket");
        suspect.Holder.Should().Be("static Shop.Api.s_pipeline, through delegates that call a lambda in Shop.Api.Use");
    }

    private static int Subscriber(DrawnHeap heap)
    {
        var own = heap.Add(Changed, heap.Add("Shop.Prices", heap.Add("System.Byte[]")));
        heap.Name(own, "Shop.Prices.<.ctor>b__0_0");
        var tracker = heap.Add(Changed, heap.Add("System.Tracker", own));
        heap.Name(tracker, "System.Tracker.OnChange");
        return tracker;
    }
}
