using SoakHarness.Model.Recordings;

namespace SoakHarness.Analysis.Tests;

public sealed class HarnessCheckTests
{
    private const int Readings = 200;

    [Theory]
    [InlineData("rss", SourceRole.Generator, 100e6, 0, 0)]
    [InlineData("rss", SourceRole.Generator, 100e6, 0.5e6, 0)]
    [InlineData("rss", SourceRole.Generator, 100e6, 2e6, 1)]
    [InlineData("rss", SourceRole.Sidecar, 100e6, 2e6, 1)]
    [InlineData("rss", SourceRole.Sidecar, 1000e6, 2e6, 0)]
    [InlineData("rss", SourceRole.Target, 100e6, 2e6, 0)]
    [InlineData("machine-steal", SourceRole.Generator, 5000, 0.02, 0)]
    [InlineData("machine-steal", SourceRole.Generator, 5000, 0.1, 1)]
    [InlineData("machine-load", SourceRole.Generator, 1.2, 0, 0)]
    [InlineData("machine-load", SourceRole.Generator, 2.5, 0, 1)]
    public void A_run_is_suspect_when_the_harness_grows_or_the_machine_is_short_of_time(
        string metric,
        SourceRole role,
        double start,
        double perSecond,
        int doubts
    )
    {
        var times = Enumerable.Range(0, Readings).Select(i => (double)i).ToArray();
        var series = new Series(
            new Source(role, "host", "p", 1),
            metric,
            times,
            [.. times.Select(t => start + perSecond * t)]
        );

        HarnessCheck.Doubts(With(series)).Should().HaveCount(doubts);
    }

    [Fact]
    public void A_snapshot_that_was_read_in_the_sidecar_once_is_no_growth()
    {
        var times = Enumerable.Range(0, Readings).Select(i => (double)i).ToArray();
        var series = new Series(
            new Source(SourceRole.Sidecar, "host", "p", 1),
            "rss",
            times,
            [.. times.Select(t => t is > 190 and < 195 ? 900e6 : 100e6)]
        );

        HarnessCheck.Doubts(With(series)).Should().BeEmpty();
    }

    [Fact]
    public void A_sidecar_that_was_started_a_minute_ago_has_not_grown()
    {
        var times = Enumerable.Range(0, 70).Select(i => (double)i).ToArray();
        var series = new Series(
            new Source(SourceRole.Sidecar, "host", "p", 1),
            "rss",
            times,
            [.. times.Select(t => 80e6 + 4e6 * t)]
        );

        HarnessCheck.Doubts(With(series)).Should().BeEmpty();
    }

    private static Recording With(Series series) =>
        new()
        {
            Identity = new RunIdentity
            {
                RunId = "r",
                Scenario = "s",
                StartedAt = DateTimeOffset.UnixEpoch,
            },
            Series = [series],
        };
}
