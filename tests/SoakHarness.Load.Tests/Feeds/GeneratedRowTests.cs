using System.Globalization;
using CsCheck;
using SoakHarness.Load.Feeds;

namespace SoakHarness.Load.Tests.Feeds;

public sealed class GeneratedRowTests
{
    [Theory]
    [InlineData("uuid", "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    [InlineData("number", "^7$")]
    [InlineData("random(3)", "^[123]$")]
    [InlineData("text(1)", "^[a-z0-5]$")]
    [InlineData("text(37)", "^[a-z0-5]{37}$")]
    [InlineData("now", "^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$")]
    public void Each_column_has_its_form(string column, string pattern) =>
        Value(1, 7, column).Should().MatchRegex(pattern);

    [Theory]
    [InlineData("")]
    [InlineData("UUID")]
    [InlineData("uuid()")]
    [InlineData("random")]
    [InlineData("random()")]
    [InlineData("random(0)")]
    [InlineData("random(-1)")]
    [InlineData("random(2147483648)")]
    [InlineData("random(1) ")]
    [InlineData("text(1000001)")]
    [InlineData("text(1,2)")]
    public void Nothing_else_is_a_column(string name) => GeneratedColumn.Parse($"soak.{name}").Should().BeNull();

    [Fact]
    public void Numbers_and_texts_are_the_same_in_every_run_with_the_seed_and_a_uuid_in_all_steps_of_one() =>
        Gen.Select(Gen.Int, Gen.Long[1, long.MaxValue], Gen.Int[1, 1000])
            .Sample(
                (seed, number, size) =>
                {
                    foreach (var column in new[] { "number", $"random({size})", $"text({size})" })
                        Value(seed, number, column, run: 1).Should().Be(Value(seed, number, column, run: 2));
                    Value(seed, number, "uuid").Should().Be(Value(seed, number, "uuid"));
                }
            );

    [Fact]
    public void No_two_iterations_of_any_run_have_the_same_uuid()
    {
        var values = Enumerable
            .Range(1, 4)
            .SelectMany(run => Enumerable.Range(1, 20_000).Select(n => Value(1, n, "uuid", (ulong)run)))
            .ToArray();

        values.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Random_numbers_are_each_as_likely()
    {
        const int Sides = 10;
        const int Draws = 20_000;
        var counts = Enumerable
            .Range(1, Draws)
            .GroupBy(n => int.Parse(Value(1, n, $"random({Sides})"), CultureInfo.InvariantCulture))
            .ToDictionary(g => g.Key, g => g.Count());

        counts.Keys.Should().BeEquivalentTo(Enumerable.Range(1, Sides));
        // Chi-squared with 9 degrees of freedom: 27.9 is passed once in a thousand; the draws are fixed.
        var expected = (double)Draws / Sides;
        counts.Values.Sum(c => (c - expected) * (c - expected) / expected).Should().BeLessThan(27.9);
    }

    [Fact]
    public void The_letters_of_a_text_are_each_as_likely()
    {
        var text = Value(1, 1, "text(64000)");

        var counts = text.GroupBy(c => c).ToDictionary(g => g.Key, g => g.Count());
        counts.Should().HaveCount(32);
        // 31 degrees of freedom: 61.1 is passed once in a thousand.
        counts.Values.Sum(c => (c - 2000.0) * (c - 2000.0) / 2000).Should().BeLessThan(61.1);
    }

    [Fact]
    public void The_generator_gives_the_published_sequence()
    {
        // First draws from the seed 1234567, as splitmix64.c by Vigna gives them.
        var draws = new SplitMix64(1234567);

        new[] { draws.Next(), draws.Next(), draws.Next() }
            .Should()
            .Equal(6457827717110365317, 3203168211198807973, 9817491932198370423);
    }

    private static string Value(int seed, long number, string column, ulong run = 1) =>
        new GeneratedRow(seed, run, number).ValueOf(GeneratedColumn.Parse($"soak.{column}")!.Value);
}
