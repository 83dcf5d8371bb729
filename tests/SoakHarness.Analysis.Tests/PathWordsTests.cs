using SoakHarness.Analysis.Heaps;

namespace SoakHarness.Analysis.Tests;

public sealed class PathWordsTests
{
    private const string Box = "System.Runtime.CompilerServices.AsyncTaskMethodBuilder<X>+AsyncStateMachineBox<";

    [Theory]
    [InlineData("static Shop.Cache.s_items in Shop.dll", "static Shop.Cache.s_items in Shop.dll")]
    [InlineData("System.Collections.Generic.List<Shop.Order>", "System.Collections.Generic.List<Shop.Order>")]
    [InlineData("Shop.Order x 12", "Shop.Order x 12")]
    [InlineData(Box + "Shop.Poller+<RunAsync>d__2>", "the state of the async method Shop.Poller.RunAsync")]
    [InlineData(Box + "Shop.Api+<>c+<<Map>b__5_8>d> x 7", "the state of a lambda in Shop.Api.Map x 7")]
    [InlineData(
        Box + "Shop.Poller+<RunAsync>d__2> (a chain of them)",
        "the state of the async method Shop.Poller.RunAsync (a chain of them)"
    )]
    [InlineData(
        Box + "A.Reader<Shop.Order>+<ReadAsync>d__12>",
        "the state of the async method A.Reader<Shop.Order>.ReadAsync"
    )]
    [InlineData(Box + "A.Net+<<Check>g__Ahead|39_0>d>", "the state of the local function Ahead in A.Net.Check")]
    [InlineData("<>c__DisplayClass0_0<A.B, C.D>", "<>c__DisplayClass0_0<A.B, C.D> (what a lambda captured)")]
    [InlineData("Shop.Api+<>c__DisplayClass7_0", "Shop.Api+<>c__DisplayClass7_0 (what a lambda captured)")]
    [InlineData("Shop.Api+<>c__DisplayClass7_0 x 3", "Shop.Api+<>c__DisplayClass7_0 (what a lambda captured) x 3")]
    [InlineData(
        "Shop.Api+<>c__DisplayClass0_0<Shop.Options>",
        "Shop.Api+<>c__DisplayClass0_0<Shop.Options> (what a lambda captured)"
    )]
    public void A_step_that_the_compiler_named_is_told_in_words(string step, string words) =>
        PathWords.Of(step).Should().Be(words);
}
