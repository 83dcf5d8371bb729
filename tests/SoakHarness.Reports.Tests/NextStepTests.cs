using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;
using SoakHarness.Reports;

namespace SoakHarness.Reports.Tests;

/// <summary>The one step to take after an inconclusive run, wherever the run is told.</summary>
public sealed class NextStepTests
{
    private const string Noisy = "live-heap moves too much.";

    [Fact]
    public void An_open_run_names_the_length_to_run_it_for()
    {
        var report = Open(new Inject(100, TimeSpan.FromMinutes(2)));

        Words(ConsoleSummary.Render(report))
            .Should()
            .Contain("--duration 12m, or during: 12m")
            .And.Contain("half after 5m");
        MarkdownReport.Render(report).Should().Contain("--duration 12m");
        JUnitReport.Render(report).Should().Contain("--duration 12m");
        HtmlReport.Render(report).Should().Contain("--duration 12m");
    }

    [Fact]
    public void Two_lengths_that_read_the_same_are_told_once() =>
        MarkdownReport
            .Render(Open(ReasonCode.TooNoisy, 3.5, new Inject(100, TimeSpan.FromMinutes(2.2))))
            .Should()
            .Contain("--duration 6m")
            .And.NotContain("half after");

    [Fact]
    public void A_load_of_several_parts_is_stretched()
    {
        var report = Open(new RampingInject(100, TimeSpan.FromMinutes(1)), new Inject(100, TimeSpan.FromMinutes(1)));

        MarkdownReport.Render(report).Should().Contain("--duration 12m, which stretches every simulation");
    }

    [Fact]
    public void A_heap_without_a_floor_is_told_to_take_checkpoints() =>
        MarkdownReport
            .Render(Open(ReasonCode.NoFloor, null, new Inject(100, TimeSpan.FromMinutes(2))))
            .Should()
            .Contain("checkpoint: { every: 10s }")
            .And.NotContain("--duration");

    [Fact]
    public void A_load_that_changes_is_to_be_held_constant_and_a_constant_one_is_not()
    {
        var constant = new Inject(100, TimeSpan.FromMinutes(2));
        var ramp = new RampingInject(100, TimeSpan.FromMinutes(2));

        MarkdownReport.Render(Open(ReasonCode.LoadConfounded, null, ramp)).Should().Contain("Next: one constant load");
        MarkdownReport.Render(Open(ReasonCode.LoadConfounded, null, constant)).Should().NotContain("Next:");
    }

    [Fact]
    public void Where_time_may_not_do_no_time_is_named()
    {
        var report = Open(ReasonCode.TooNoisy, null, new Inject(100, TimeSpan.FromMinutes(2)));

        MarkdownReport.Render(report).Should().NotContain("Next:");
        HtmlReport.Render(report).Should().NotContain("longer run would decide");
    }

    [Fact]
    public void A_run_that_is_open_for_its_failures_is_not_told_to_go_on() =>
        MarkdownReport
            .Render(Open(new Inject(100, TimeSpan.FromMinutes(2))) with { OutcomeReason = "30% failed. " + Noisy })
            .Should()
            .NotContain("Next:");

    [Fact]
    public void A_clean_run_has_no_next_step() => MarkdownReport.Render(Samples.Clean()).Should().NotContain("Next:");

    [Fact]
    public void What_explains_several_leaks_is_told_on_the_terminal_where_no_suspect_does()
    {
        const string text = "handles grow 1 per request: something is not disposed.";
        var leak = Samples.Leak();
        var explained = leak.Verdict with { Explanations = [new Explanation(["handles"], text)] };

        Words(ConsoleSummary.Render(leak with { Verdict = explained with { Suspects = [] } })).Should().Contain(text);
        Words(ConsoleSummary.Render(leak with { Verdict = explained })).Should().NotContain(text);
        MarkdownReport.Render(leak with { Verdict = explained }).Should().Contain(text);
    }

    private static string Words(string text) =>
        string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static RunReport Open(params Simulation[] load) => Open(ReasonCode.TooNoisy, 10, load);

    private static RunReport Open(ReasonCode code, double? high, params Simulation[] load)
    {
        var leak = Samples.Leak();
        return leak with
        {
            Scenario = leak.Scenario with { Load = new LoadSpec { Simulations = load } },
            Outcome = Outcome.Inconclusive,
            OutcomeReason = Noisy,
            Thresholds = [],
            Verdict = new RunVerdict
            {
                Reason = Noisy,
                Findings =
                [
                    new MetricFinding
                    {
                        Metric = "live-heap",
                        Unit = "bytes",
                        Code = code,
                        Reason = Noisy,
                        IsGating = true,
                        MoreMinutes = high is null ? null : 3,
                        MoreMinutesHigh = high,
                    },
                ],
            },
        };
    }
}
