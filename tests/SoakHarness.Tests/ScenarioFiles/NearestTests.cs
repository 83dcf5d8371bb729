using CsCheck;
using SoakHarness.ScenarioFiles;

namespace SoakHarness.Tests.ScenarioFiles;

public sealed class NearestTests
{
    private static readonly string[] Keys = ["warm-up", "simulations", "requests", "steps", "seed", "stop-within"];

    [Theory]
    [InlineData("warmup", "warm-up")]
    [InlineData("WarmUp", "warm-up")]
    [InlineData("warm_up", "warm-up")]
    [InlineData("simulatoins", "simulations")]
    [InlineData("request", "requests")]
    [InlineData("stpes", "steps")]
    [InlineData("simul", "simulations")]
    public void A_slip_finds_the_key_that_was_meant(string written, string meant) =>
        Nearest.To(written, Keys).Should().Be(meant);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("colour")]
    [InlineData("sale")]
    [InlineData("sto")]
    [InlineData("entirely-different")]
    public void Another_word_finds_nothing(string written) => Nearest.To(written, Keys).Should().BeNull();

    [Fact]
    public void Nothing_is_near_an_empty_list() => Nearest.To("word", []).Should().BeNull();

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "acb", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Edits_are_counted(string from, string to, int edits) => Nearest.Edits(from, to).Should().Be(edits);

    [Fact]
    public void Edits_are_symmetric_and_bounded() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 0, 12], Gen.String[Gen.Char.AlphaNumeric, 0, 12])
            .Sample(
                (a, b) =>
                    Nearest.Edits(a, b) == Nearest.Edits(b, a)
                    && Nearest.Edits(a, b) >= Math.Abs(a.Length - b.Length)
                    && Nearest.Edits(a, b) <= Math.Max(a.Length, b.Length)
            );
}
