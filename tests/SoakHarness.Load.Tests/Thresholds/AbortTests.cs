using SoakHarness.Load.Summaries;
using SoakHarness.Load.Thresholds;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Tests.Thresholds;

public sealed class AbortTests
{
    private static readonly Source Generator = new(SourceRole.Generator, "host", "test", 1);

    [Theory]
    [InlineData("p99 < 250ms", 0, false)]
    [InlineData("p99.99 < 250ms from 2m", 120, false)]
    [InlineData("step pay: fail-rate <= 1% from 1.5h or abort", 5400, true)]
    [InlineData("rate >= 99% of asked or abort", 0, true)]
    public void A_threshold_says_from_when_on_and_whether_it_ends_the_run(string text, double from, bool aborts)
    {
        var threshold = ThresholdParser.Parse(text, out var problem);

        problem.Should().BeNull();
        threshold!.From.TotalSeconds.Should().Be(from);
        threshold.Aborts.Should().Be(aborts);
    }

    [Theory]
    [InlineData("live-heap < 1GiB from 2m")]
    [InlineData("live-heap < 1GiB or abort")]
    [InlineData("p99 < 250ms from 2")]
    [InlineData("p99 < 250ms and abort")]
    public void What_cannot_be_checked_so_is_refused(string text)
    {
        ThresholdParser.Parse(text, out var problem).Should().BeNull();
        problem.Should().Contain("or abort");
    }

    [Fact]
    public void What_comes_before_does_not_count()
    {
        LoadWindow[] windows = [Window(1, 5, isWarmUp: true), Window(2, 5), Window(3, 5), Window(4, 0), Window(5, 0)];

        LoadSummaries.Since(windows, TimeSpan.FromSeconds(2)).Should().Equal(windows[3], windows[4]);
        LoadSummaries.Since(windows, TimeSpan.Zero).Should().Equal(windows);
        LoadSummaries.Since(windows, TimeSpan.FromHours(1)).Should().BeEmpty();
    }

    [Fact]
    public void The_run_ends_after_as_many_broken_checks_as_asked()
    {
        var watch = new AbortWatch(ThresholdParser.Parse("fail-rate < 20% or abort after 3", out _)!);

        watch.Check([Window(1, 10)]).Should().BeNull();
        watch.Check([Window(2, 10)]).Should().BeNull();
        watch.Check([Window(3, 10)]).Should().StartWith("The run was ended: fail-rate < 20% or abort after 3");
    }

    [Fact]
    public void The_run_ends_when_everything_since_its_beginning_breaks_the_threshold()
    {
        var watch = new AbortWatch(ThresholdParser.Parse("fail-rate < 20% from 1s or abort", out _)!);

        watch.Check([Window(1, 10)]).Should().BeNull("it does not count yet");
        watch.Check([Window(2, 1)]).Should().BeNull("one of ten failed");
        watch.Check([Window(3, 2)]).Should().BeNull("three of twenty failed");
        watch
            .Check([Window(4, 4)])
            .Should()
            .Be("The run was ended: fail-rate < 20% from 1s or abort was not kept (measured: 23.333%).");
    }

    [Fact]
    public async Task A_load_that_breaks_such_a_threshold_ends_and_its_counts_add_up()
    {
        await using var server = new Server(_ => Server.Ok(status: "500 Oops"));
        var load = new LoadSpec
        {
            Simulations = [new Inject(100, TimeSpan.FromMinutes(10))],
            Requests = [new RequestSpec { Name = "get", Path = "/" }],
        };
        var sink = new Loads.ListSink();
        using var generator = Loads.Create(
            server.Url,
            load,
            sink,
            ThresholdParser.Parse("fail-rate < 1% or abort", out _)!
        );

        await generator.RunAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));

        var whole = LoadSummaries.Summarise(sink.Windows, load)!.Whole;
        whole.Failed.Should().BePositive().And.Be(whole.Sent - whole.Cancelled);
        sink.Events.Should()
            .ContainSingle(e => e.Kind == RunEventKind.Aborted)
            .Which.Text.Should()
            .Contain("fail-rate < 1% or abort");
    }

    private static LoadWindow Window(double time, long failed, bool isWarmUp = false) =>
        new(Generator, time)
        {
            Seconds = 1,
            Scenario = "test",
            Step = "",
            IsWarmUp = isWarmUp,
            Asked = 10,
            Sent = 10,
            Completed = 10 - failed,
            Failed = failed,
        };
}
