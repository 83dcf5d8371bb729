using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Heaps;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

/// <summary>An event of a broadcaster in a static field, with subscribers that never unsubscribe.</summary>
public sealed class EventLeakTests
{
    private const int Broadcaster = 1;
    private const int Handler = 2;
    private const int List = 3;
    private const int Subscriber = 4;
    private const int Payload = 5;
    private static readonly string[] Types =
    [
        "System.Object",
        "Shop.Broadcaster",
        "Shop.ChangedHandler",
        "System.Object[]",
        "Shop.Subscriber",
        "System.Byte[]",
    ];

    [Fact]
    public void The_event_and_the_method_that_is_subscribed_to_it_are_named()
    {
        var suspect = Find(new Case());

        suspect.Type.Should().Be("Shop.Subscriber", "a delegate of the application's own type is still a delegate");
        suspect
            .Holder.Should()
            .Be("static Shop.Api.s_it, through the event Shop.Broadcaster.Changed → Shop.Subscriber.OnChanged");
        suspect
            .Cause.Should()
            .Be(
                "Shop.Subscriber.OnChanged is subscribed to the event Shop.Broadcaster.Changed and never unsubscribed: unsubscribe (-=) when the subscriber is done."
            );
        suspect
            .Path.Should()
            .Equal(
                "static Shop.Api.s_it",
                "Shop.Broadcaster",
                "Shop.ChangedHandler (the event Shop.Broadcaster.Changed)",
                "System.Object[]",
                "Shop.ChangedHandler (calls Shop.Subscriber.OnChanged)",
                "Shop.Subscriber x 300"
            );
    }

    [Fact]
    public void A_static_event_is_named_by_its_field() =>
        Find(new Case { IsStatic = true })
            .Holder.Should()
            .Be("static Shop.Api.s_it, through the event Shop.Api.s_it → Shop.Subscriber.OnChanged");

    [Fact]
    public void Where_the_field_was_not_read_the_event_is_named_by_its_type_and_who_has_it() =>
        Find(new Case { Field = null })
            .Holder.Should()
            .Be(
                "static Shop.Api.s_it, through an event (ChangedHandler) of Shop.Broadcaster → Shop.Subscriber.OnChanged"
            );

    [Fact]
    public void Where_no_method_was_read_none_is_named()
    {
        var suspect = Find(new Case { Methods = [] });

        suspect.Holder.Should().Be("static Shop.Api.s_it, through the event Shop.Broadcaster.Changed");
        suspect.Cause.Should().StartWith("A subscriber never unsubscribes from the event Shop.Broadcaster.Changed");
    }

    [Fact]
    public void Of_several_methods_none_is_named_unless_most_of_the_subscribers_have_it() =>
        Find(new Case { Methods = ["Shop.Subscriber.OnChanged", "Shop.Subscriber.OnRemoved"] })
            .Holder.Should()
            .Be("static Shop.Api.s_it, through the event Shop.Broadcaster.Changed");

    [Fact]
    public void A_lambda_is_named_by_the_method_it_stands_in() =>
        Find(new Case { Methods = ["Shop.Api+<>c__DisplayClass3_0.<Hook>b__1"] })
            .Holder.Should()
            .EndWith("→ a lambda in Shop.Api.Hook");

    [Fact]
    public void Delegates_in_a_list_are_no_event_but_what_they_call_is_named()
    {
        var suspect = Find(new Case { IsList = true });

        suspect.Holder.Should().Be("static Shop.Api.s_it, through delegates that call Shop.Subscriber.OnChanged");
        suspect.Cause.Should().StartWith("Delegates that call Shop.Subscriber.OnChanged are kept and never removed");
    }

    [Fact]
    public void A_snapshot_that_does_not_say_what_is_a_delegate_names_none() =>
        Find(
            new Case
            {
                KnowsDelegates = false,
                Methods = [],
                Field = null,
            }
        )
            .Holder.Should()
            .Be("static Shop.Api.s_it");

    [Theory]
    [InlineData("Shop.Cart.Add", "Shop.Cart.Add")]
    [InlineData("Shop.Cart+<>c.<Add>b__0_1", "a lambda in Shop.Cart.Add")]
    [InlineData("Program+<>c.<<Main>$>b__0_2", "a lambda in Program.Main")]
    [InlineData("Shop.Cart.<Add>b__7_0", "a lambda in Shop.Cart.Add")]
    [InlineData("Shop.Cart+<>c__DisplayClass2_0.<Add>g__Note|1", "the local function Note in Shop.Cart.Add")]
    [InlineData("Shop.Cache`1[[System.__Canon, System.Private.CoreLib]].Drop", "Shop.Cache.Drop")]
    public void Methods_are_told_without_the_compilers_names(string method, string words) =>
        MethodWords.Of(method).Should().Be(words);

    private static Suspect Find(Case leak) =>
        SuspectFinder.Find([Stage(leak, 100), Stage(leak, 200), Stage(leak, 300)], AllocationWindow.None)[0];

    private static HeapStage Stage(Case leak, int subscribers)
    {
        var (types, edges) = (new List<int>(), new List<int[]>());
        int Add(int type, params int[] to)
        {
            types.Add(type);
            edges.Add(to);
            return types.Count - 1;
        }

        var handlers = new int[subscribers];
        for (var i = 0; i < subscribers; i++)
            handlers[i] = Add(Handler, Add(Subscriber, Add(Payload)));
        var methods = leak.Methods.Length;
        var known = methods == 0 ? [] : handlers.Select((node, i) => new HeapDelegate(node, leak.Methods[i % methods]));
        var top = Add(List, handlers);
        if (!leak.IsList)
        {
            top = Add(Handler, top);
            known = leak.Field is null || leak.IsStatic ? known : known.Append(new HeapDelegate(top, leak.Field));
            top = leak.IsStatic ? top : Add(Broadcaster, top);
        }

        return new HeapStage(
            new HeapSnapshot
            {
                Label = "x",
                Types = Types,
                TypeOf = [.. types],
                SizeOf = [.. types.Select(type => type == Payload ? 1000 : 24)],
                EdgeStart = [0, .. edges.Select((_, i) => edges.Take(i + 1).Sum(to => to.Length))],
                Edges = [.. edges.SelectMany(to => to)],
                Roots = [new HeapRoot(top, RootKind.Static, "Shop.Api.s_it")],
                DelegateTypes = leak.KnowsDelegates ? [Handler] : [],
                Delegates = [.. known],
            },
            subscribers,
            subscribers
        );
    }

    private sealed record Case
    {
        internal bool IsStatic { get; init; }
        internal bool IsList { get; init; }
        internal bool KnowsDelegates { get; init; } = true;
        internal string? Field { get; init; } = "Shop.Broadcaster.Changed";
        internal string[] Methods { get; init; } = ["Shop.Subscriber.OnChanged"];
    }
}
