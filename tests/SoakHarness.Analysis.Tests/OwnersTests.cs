using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Tests;

public sealed class OwnersTests
{
    private static readonly string[] Types =
    [
        "System.Byte[]",
        "System.IO.Watcher+Running",
        "System.IO.Watcher",
        "Shop.Buffer",
    ];

    [Fact]
    public void A_buffer_that_running_methods_hold_is_named_after_the_type_that_declares_their_other_local()
    {
        var suspects = SuspectFinder.Find([Watchers(10), Watchers(30), Watchers(50)], AllocationWindow.None);

        suspects[0].Type.Should().Be("System.IO.Watcher");
        suspects[0].Holder.Should().Be("static App.s_watchers");
    }

    [Fact]
    public void A_pinned_buffer_is_named_after_the_type_whose_field_refers_to_it()
    {
        var suspects = SuspectFinder.Find([Pinned(10), Pinned(30), Pinned(50)], AllocationWindow.None);

        suspects[0].Type.Should().Be("Shop.Buffer");
    }

    [Theory]
    [InlineData("Shop.Document", true)]
    [InlineData("Shop.Api+<>c__DisplayClass7_0", false)]
    [InlineData("Shop.Api+<WaitAsync>d__3", false)]
    [InlineData("Shop.Holder<Shop.Api+<WaitAsync>d__3>", true)]
    [InlineData("System.Byte[]", false)]
    public void What_the_compiler_makes_is_not_the_users_own_type(string type, bool isUser) =>
        TypeNames.IsUser(type).Should().Be(isUser);

    [Theory]
    [InlineData("System.Collections.Concurrent.ConcurrentDictionary<System.String, Shop.Order>+Node", true)]
    [InlineData("System.Collections.Generic.Dictionary`2+Entry[System.String,Shop.Order]", true)]
    [InlineData("System.Collections.Generic.Dictionary<System.String, Shop.Order[]>+Entry[]", true)]
    [InlineData("Node[System.Int64,Shop.Order]", true)]
    [InlineData("Shop.Order[]", true)]
    [InlineData("System.Byte[]", false)]
    [InlineData("Shop.Node", false)]
    [InlineData("Shop.Journal+Entry", false)]
    [InlineData("System.Text.RegularExpressions.Regex", false)]
    public void What_containers_are_made_of_is_plumbing_unless_it_is_the_users_own(string type, bool isPlumbing) =>
        TypeNames.IsPlumbing(type).Should().Be(isPlumbing);

    [Theory]
    [InlineData("System.Collections.Generic.Dictionary<System.String, Shop.Order[]>+Entry", "Entry")]
    [InlineData("System.Collections.Generic.List`1[Shop.Order]", "List")]
    [InlineData("Shop.Api+<WaitAsync>d__3", "d__3")]
    [InlineData("Shop.Order", "Order")]
    public void The_simple_name_is_the_innermost_without_arguments(string type, string name) =>
        TypeNames.Simple(type).Should().Be(name);

    /// <summary>
    /// Each has a buffer and a running part that are locals, and a watcher that a static field holds.
    /// </summary>
    private static HeapStage Watchers(int count) =>
        Stage(
            count,
            [0, 1, 2],
            [8192, 64, 100],
            [],
            i =>
                [
                    new HeapRoot(3 * i, RootKind.Stack, ""),
                    new HeapRoot(3 * i + 1, RootKind.Stack, ""),
                    new HeapRoot(3 * i + 2, RootKind.Static, "App.s_watchers"),
                ]
        );

    /// <summary>Each has a pinned array and an object with a field that refers to it.</summary>
    private static HeapStage Pinned(int count) =>
        Stage(
            count,
            [0, 3],
            [8192, 32],
            [(1, 0)],
            i =>
                [
                    new HeapRoot(2 * i, RootKind.PinnedHandle, ""),
                    new HeapRoot(2 * i + 1, RootKind.Static, "Shop.Api.s_buffers"),
                ]
        );

    private static HeapStage Stage(
        int count,
        int[] types,
        int[] sizes,
        (int From, int To)[] edges,
        Func<int, HeapRoot[]> roots
    )
    {
        var all = Enumerable.Range(0, count).ToArray();
        var starts = new List<int> { 0 };
        var targets = new List<int>();
        foreach (var node in Enumerable.Range(0, count * types.Length))
        {
            targets.AddRange(edges.Where(e => e.From == node % types.Length).Select(e => node - e.From + e.To));
            starts.Add(targets.Count);
        }

        return new HeapStage(
            new HeapSnapshot
            {
                Label = "x",
                Types = Types,
                TypeOf = [.. all.SelectMany(_ => types)],
                SizeOf = [.. all.SelectMany(_ => sizes)],
                EdgeStart = [.. starts],
                Edges = [.. targets],
                Roots = [.. all.SelectMany(roots)],
            },
            count,
            count
        );
    }
}
