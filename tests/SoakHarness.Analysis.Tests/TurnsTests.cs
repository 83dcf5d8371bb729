using SoakHarness.Analysis.History;
using SoakHarness.Model.History;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests;

public sealed class TurnsTests
{
    [Fact]
    public void The_first_bad_night_is_named_with_the_commits_around_it()
    {
        var turns = Turns.Find([
            Night(1, Verdict.Clean),
            Night(2, Verdict.Inconclusive),
            Night(3, Verdict.Leak),
            Night(4, Verdict.Leak),
        ]);

        turns
            .Should()
            .ContainSingle()
            .Which.Sentence.Should()
            .Be("leak: first bad night: 2026-03-03, between c1aaaaa and c3aaaaa");
    }

    [Fact]
    public void A_leak_that_was_repaired_is_no_turn()
    {
        Turns.Find([Night(1, Verdict.Clean), Night(2, Verdict.Leak), Night(3, Verdict.Clean)]).Should().BeEmpty();
        Turns.Find([Night(1, Verdict.Leak), Night(2, Verdict.Leak)]).Should().BeEmpty("nobody knows when it began");
    }

    [Fact]
    public void More_allocation_from_one_night_on_is_found_in_that_night()
    {
        double[] values = [2000, 2010, 1990, 2005, 2600, 2610, 2595, 2605];
        var turns = Turns.Find([.. values.Select((v, i) => Night(i + 1, Verdict.Clean) with { Allocated = v })]);

        turns.Should().ContainSingle();
        turns[0].Measure.Should().Be("allocated-per-request");
        turns[0].FirstBad.Run.Should().Be("night-5");
        turns[0].LastGood.Run.Should().Be("night-4");
    }

    [Fact]
    public void Nights_of_pure_noise_hardly_ever_have_a_turn()
    {
        // Noise of 15 % a night; 0.1 % is allowed per measure: 1000 histories give more than 8 with a chance of about
        // 1e-6.
        var random = new Random(20260301);
        var found = Enumerable
            .Range(0, 1000)
            .Sum(_ =>
                Turns
                    .Find([
                        .. Enumerable
                            .Range(1, 30)
                            .Select(day =>
                                Night(day, Verdict.Clean) with
                                {
                                    P99Ms = 20 + 6 * (random.NextDouble() - 0.5),
                                }
                            ),
                    ])
                    .Count
            );

        found.Should().BeLessThanOrEqualTo(8);
    }

    [Fact]
    public void Scenarios_are_kept_apart_and_nights_are_in_order()
    {
        var histories = Turns.Histories([
            Night(2, Verdict.Leak),
            Night(1, Verdict.Clean),
            Night(1, Verdict.Clean) with
            {
                Scenario = "a",
            },
        ]);

        histories.Select(h => h.Scenario).Should().Equal("a", "shop");
        histories[1].Nights.Select(n => n.Run).Should().Equal("night-1", "night-2");
        histories[1].Turns.Should().ContainSingle();
    }

    private static Night Night(int day, Verdict verdict) =>
        new()
        {
            Run = $"night-{day}",
            Scenario = "shop",
            StartedAt = new DateTimeOffset(2026, 3, 1, 1, 0, 0, TimeSpan.Zero).AddDays(day - 1),
            Verdict = verdict,
            Commit = $"c{day}aaaaaaaaaa",
        };
}
