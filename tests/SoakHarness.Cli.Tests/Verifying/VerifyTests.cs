using SoakHarness.Cli.Verifying;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Cli.Tests.Verifying;

public sealed class VerifyTests : IDisposable
{
    private static readonly ScenarioSpec Leaky = new()
    {
        Name = "cart",
        Text = "name: cart",
        Target = new TargetSpec(),
        Expect = Expectation.Leak,
        ExpectSuspect = new ExpectedSuspect("Order", "s_orders"),
        ExpectRate = new MinGrowth(1000, GrowthUnit.BytesPerRequest),
    };

    private readonly string folder = Directory.CreateTempSubdirectory("soak-verify").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_leak_with_its_suspect_and_rate_is_as_expected()
    {
        var row = Expectations.Compare(Leaky, Outcome.Failed, Report(1200, "Shop.Order"), 71);

        row.IsRight.Should().BeTrue(row.Problem);
        VerifyTable
            .Render(row)
            .Should()
            .MatchRegex(@"^cart +leak +leak +1 KB / 1\.2 KB/request +71 s +hit +hit +Shop\.Order$");
    }

    [Fact]
    public void Whatever_is_not_as_expected_is_named()
    {
        Expectations.Compare(Leaky, Outcome.Failed, Report(1300, "Shop.Order"), 1).Problem.Should().Be("rate");
        Expectations.Compare(Leaky, Outcome.Failed, Report(1000, "System.String"), 1).Problem.Should().Be("type");
        Expectations
            .Compare(
                Leaky with
                {
                    ExpectSuspect = new ExpectedSuspect("Order", "s_other"),
                },
                Outcome.Failed,
                Report(1000, "Shop.Order"),
                1
            )
            .Problem.Should()
            .Be("holder");
        Expectations
            .Compare(Leaky, Outcome.BrokenEnvironment, null, 1)
            .Problem.Should()
            .Be("verdict; type; holder; rate");
        Expectations
            .Compare(
                new ScenarioSpec
                {
                    Name = "fixed",
                    Target = new TargetSpec(),
                    Expect = Expectation.Clean,
                },
                Outcome.Failed,
                Report(1, "x"),
                1
            )
            .Problem.Should()
            .Be("verdict");
    }

    [Theory]
    [InlineData(Outcome.Passed, 0)]
    [InlineData(Outcome.Failed, 1)]
    [InlineData(Outcome.BrokenEnvironment, 3)]
    [InlineData(Outcome.Inconclusive, 4)]
    [InlineData(Outcome.LoadNotDelivered, 5)]
    public void A_suite_of_one_clean_expectation_ends_with_the_exit_code_of_its_run(Outcome outcome, int code)
    {
        var spec = new ScenarioSpec
        {
            Name = "fixed",
            Target = new TargetSpec(),
            Expect = Expectation.Clean,
        };

        ((int)Expectations.Compare(spec, outcome, null, 1).Outcome).Should().Be(code);
    }

    [Fact]
    public void A_leak_that_was_expected_and_has_another_suspect_fails() =>
        Expectations
            .Compare(Leaky, Outcome.Failed, Report(1000, "System.String"), 1)
            .Outcome.Should()
            .Be(Outcome.Failed);

    [Fact]
    public void The_summary_counts_types_and_holders_where_they_are_expected()
    {
        VerifyRow[] rows =
        [
            Expectations.Compare(Leaky, Outcome.Failed, Report(1000, "Shop.Order"), 1),
            Expectations.Compare(Leaky, Outcome.Failed, Report(1000, "System.String"), 1),
            Expectations.Compare(
                Leaky with
                {
                    ExpectSuspect = new ExpectedSuspect("Order", null),
                },
                Outcome.Failed,
                Report(1000, "Shop.Order"),
                1
            ),
        ];

        new VerifyTotals(rows).Words(3).Should().EndWith("Right type first in 2 of 3, right holder in 2 of 2.");
    }

    [Fact]
    public void Totals_count_what_was_found_and_how_far_rates_are_off()
    {
        VerifyRow[] rows =
        [
            Expectations.Compare(Leaky with { Name = "b" }, Outcome.Failed, Report(1200, "Shop.Order"), 71),
            Expectations.Compare(Leaky with { Name = "a" }, Outcome.Failed, Report(1300, "System.String"), 70),
            Expectations.Compare(
                new ScenarioSpec
                {
                    Name = "c",
                    Target = new TargetSpec(),
                    Expect = Expectation.Clean,
                },
                Outcome.Inconclusive,
                null,
                1
            ),
        ];

        new VerifyTotals(rows)
            .Words(4)
            .Should()
            .Be(
                "1 of 4 as expected; 2 of 2 leaks found, 0 of 1 clean ones called leaks. Without a verdict: 1 clean. "
                    + "Rates within 25% of the truth: 1 of 2, the farthest 30% off. Right type first in 1 of 2, right holder in 2 of 2."
            );
        var markdown = VerifyDocument.Markdown(rows, 4);
        markdown
            .Should()
            .Contain("| a | leak | leak | 1 KB / 1.3 KB/request | `System.String` | miss |")
            .And.Contain("| 70 s | not as expected: type; rate |\n| b |");
        using var json = System.Text.Json.JsonDocument.Parse(VerifyDocument.Json(rows, 4));
        json.RootElement.GetProperty("totals").GetProperty("leaks_found").GetInt32().Should().Be(2);
    }

    [Fact]
    public void A_failed_threshold_is_no_leak_found()
    {
        var report = Report(1000, "Shop.Order") with
        {
            Verdict = new RunVerdict { Verdict = Verdict.Clean, Reason = "" },
        };

        Expectations
            .Compare(Leaky with { ExpectSuspect = null, ExpectRate = null }, Outcome.Failed, report, 1)
            .Problem.Should()
            .Be("verdict");
    }

    [Fact]
    public void The_log_gives_back_what_was_written_even_when_its_last_line_was_cut()
    {
        var row = Expectations.Compare(Leaky, Outcome.Failed, Report(1200, "Shop.Order"), 71);
        VerifyLog.Open(folder, resume: false).Add(row);
        File.AppendAllText(Path.Combine(folder, "verify.jsonl"), "{\"Scenario\":\"cut");

        VerifyLog.Open(folder, resume: true).Earlier.Should().Equal(row);
        VerifyLog.Open(folder, resume: false).Earlier.Should().BeEmpty();
        VerifyLog.Open(folder, resume: true).Earlier.Should().BeEmpty("the log was begun anew");
    }

    [Theory]
    [InlineData(Outcome.Failed, true)]
    [InlineData(Outcome.Inconclusive, true)]
    [InlineData(Outcome.LoadNotDelivered, false)]
    [InlineData(Outcome.BrokenEnvironment, false)]
    public void A_run_that_says_nothing_about_its_target_is_run_again(Outcome outcome, bool provesSomething) =>
        Expectations
            .Compare(Leaky, outcome, Report(1200, "Shop.Order"), 71)
            .ProvesSomething.Should()
            .Be(provesSomething);

    [Fact]
    public void A_changed_scenario_has_another_fingerprint() =>
        Expectations
            .Fingerprint(Leaky)
            .Should()
            .NotBe(Expectations.Fingerprint(Leaky with { Text = "name: cart\nexpect: clean" }));

    private static RunReport Report(double perRequest, string suspect) =>
        new()
        {
            Scenario = Leaky,
            Outcome = Outcome.Failed,
            Recording = new Recording
            {
                Identity = new RunIdentity
                {
                    RunId = "run",
                    Scenario = "cart",
                    StartedAt = DateTimeOffset.UnixEpoch,
                    HarnessVersion = "1",
                },
            },
            Verdict = new RunVerdict
            {
                Verdict = Verdict.Leak,
                Reason = "",
                Findings =
                [
                    new MetricFinding
                    {
                        Metric = "live-heap",
                        Unit = "bytes",
                        Verdict = Verdict.Leak,
                        IsGating = true,
                        Code = ReasonCode.Growing,
                        Reason = "",
                        Rule = "",
                        PerRequest = new Interval(perRequest, perRequest, perRequest),
                    },
                ],
                Suspects = [new Suspect { Type = suspect, Holder = "static Shop.Cart.s_orders" }],
            },
        };
}
