using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Verdicts;
using SoakHarness.Reports;

namespace SoakHarness.Reports.Tests;

public sealed class RendererTests
{
    private const string Hostile = "<script>alert('x')</script>|`\"&\n\u0001";

    public static TheoryData<Func<RunReport, string>> Renderers =>
        [
            HtmlReport.Render,
            MarkdownReport.Render,
            JsonReport.Render,
            JUnitReport.Render,
            FloorSvg.Render,
            ConsoleSummary.Render,
        ];

    [Theory]
    [MemberData(nameof(Renderers))]
    public void Reports_do_not_depend_on_the_culture(Func<RunReport, string> render)
    {
        var expected = render(Samples.Leak());
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            render(Samples.Leak()).Should().Be(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_last_output_of_a_target_that_died_is_shown_line_by_line(Func<RunReport, string> render)
    {
        var report = Samples.Leak();
        var printed = new RunEvent(
            new Source(SourceRole.Generator, "host", "soak", 43),
            50,
            RunEventKind.TargetOutput,
            "Unhandled exception. NoBalance\n\u001b[31m   at Ledger.Close()\u001b[0m"
        );
        report = report with
        {
            Recording = report.Recording with { Events = [.. report.Recording.Events, printed] },
            Outcome = Outcome.BrokenEnvironment,
        };

        render(report)
            .Should()
            .MatchRegex(@"Unhandled exception\. NoBalance\n\W*at Ledger\.Close\(\)")
            .And.NotContain("\u001b");
    }

    public static TheoryData<Func<RunReport, string>> Pages =>
        [HtmlReport.Render, MarkdownReport.Render, JUnitReport.Render, ConsoleSummary.Render];

    [Fact]
    public void Json_has_the_fields_of_the_contract_and_no_number_that_json_does_not_know()
    {
        using var json = JsonDocument.Parse(JsonReport.Render(Samples.Leak()));
        var root = json.RootElement;

        root.GetProperty("schema").GetInt32().Should().Be(1);
        root.GetProperty("verdict").GetString().Should().Be("leak");
        root.GetProperty("exit_code").GetInt32().Should().Be(1);
        var metric = root.GetProperty("metrics")[0];
        metric.GetProperty("name").GetString().Should().Be("live-heap");
        metric.GetProperty("slope_per_request").GetDouble().Should().Be(1020);
        metric
            .GetProperty("seconds_to_limit")[1]
            .ValueKind.Should()
            .Be(JsonValueKind.Null, "infinity is not known to JSON");
        var suspect = root.GetProperty("suspects")[0];
        suspect
            .EnumerateObject()
            .Select(p => p.Name)
            .Should()
            .Contain([
                "type",
                "growth_per_request",
                "bytes_per_request",
                "share",
                "holder",
                "path",
                "allocation_site",
                "cause",
            ]);
        root.GetProperty("load").GetProperty("asked").GetInt64().Should().Be(6000);
        root.GetProperty("load").GetProperty("latency_ms").GetProperty("p99").GetDouble().Should().BeInRange(4, 6);
    }

    [Fact]
    public void Junit_has_a_case_for_every_gating_metric_and_threshold()
    {
        var suite = XElement.Parse(JUnitReport.Render(Samples.Leak()));

        suite
            .Elements("testcase")
            .Select(c => c.Attribute("name")!.Value)
            .Should()
            .Equal("live-heap does not leak", "threads does not leak", "p99 < 250ms", "committed < 1GiB", "run");
        suite.Attribute("failures")!.Value.Should().Be("1");
        suite.Attribute("errors")!.Value.Should().Be("1", "what was not measured is no pass");
    }

    [Fact]
    public void The_console_summary_fits_a_terminal()
    {
        foreach (
            var report in new[]
            {
                Samples.Leak(),
                Samples.Clean(),
                Samples.Leak(string.Join(' ', Enumerable.Repeat("words", 40))),
            }
        )
            ConsoleSummary.Render(report).Split('\n').Should().OnlyContain(line => line.Length <= 80);
    }

    [Fact]
    public void Why_requests_failed_is_told_wherever_it_is_told_that_they_did()
    {
        ConsoleSummary.Render(Samples.Leak("x")).Should().Contain("    10 × status 500 x: POST /cart x\n");
        MarkdownReport.Render(Samples.Leak("x")).Should().Contain("- 10 × status 500 x: POST /cart x\n");
    }

    [Fact]
    public void Without_a_response_or_a_reading_no_figure_is_told()
    {
        var report = Samples.Leak() with
        {
            Load = new LoadSummary
            {
                Whole = new StepSummary
                {
                    Name = "",
                    Asked = 3,
                    Sent = 3,
                },
            },
            Verdict = new RunVerdict
            {
                Findings =
                [
                    new MetricFinding
                    {
                        Metric = "live-heap",
                        Unit = "bytes",
                        Rule = "samples",
                        Reason = "Nothing was read.",
                        IsGating = true,
                    },
                ],
            },
        };

        var console = ConsoleSummary.Render(report);

        console.Should().Contain("load: 0 of 3 completed, 0 failed, 0 timed out, no response\n");
        console.Should().NotContain("0 B");
        MarkdownReport.Render(report).Should().NotContain("0 B");
        var metric = JsonDocument.Parse(JsonReport.Render(report)).RootElement.GetProperty("metrics")[0];
        metric.GetProperty("floor_before").ValueKind.Should().Be(JsonValueKind.Null);
        metric.GetProperty("floor_after").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public void The_console_summary_says_what_leaks_and_who_holds_it() =>
        ConsoleSummary
            .Render(Samples.Leak())
            .Should()
            .StartWith("static-cache-leak: LEAKS\n")
            .And.ContainAll(
                "suspect: Shop.Order",
                "held by static Shop.Cache.s_orders",
                "allocated in Shop.Cache.Add()",
                "A static dictionary is filled and never emptied."
            );

    [Fact]
    public void Of_a_function_from_a_go_profile_no_instances_and_no_holder_are_told()
    {
        var report = WithSuspect(
            new Suspect
            {
                Type = "main.addOrder",
                BytesPerRequest = new Interval(1000, 1020, 1060),
                Path = ["main.serve", "main.addOrder"],
                AllocationSite = ["main.addOrder", "main.serve"],
            }
        );

        foreach (var text in All(report))
            text.Should()
                .Contain("main.addOrder")
                .And.NotContainAny("instances per request", "held by", "Held by", "several paths");
    }

    [Fact]
    public void Of_goroutines_it_is_told_how_many_and_where_they_stand()
    {
        var report = WithSuspect(
            new Suspect
            {
                Type = "main.neverEnds",
                Metric = "goroutines",
                GrowthPerRequest = new Interval(1, 1, 1),
                Holder = "goroutines that never end",
                Path = ["main.serve", "main.neverEnds"],
            }
        );

        foreach (var text in All(report))
            text.Should().Contain("+1.00 goroutines per request");
        HtmlReport.Render(report).Should().Contain("Where they stand").And.NotContain("Held by");
    }

    private static RunReport WithSuspect(Suspect suspect)
    {
        var leak = Samples.Leak();
        return leak with { Verdict = leak.Verdict with { Suspects = [suspect] } };
    }

    private static string[] All(RunReport report) =>
        [ConsoleSummary.Render(report), MarkdownReport.Render(report), HtmlReport.Render(report)];

    [Fact]
    public void Hostile_text_stays_text_in_html()
    {
        var html = HtmlReport.Render(Samples.Leak(Hostile));

        html.Should().NotContain("<script>alert").And.Contain("&lt;script&gt;alert");
        Regex.Count(html, "<script").Should().Be(2, "the data and the code are the only scripts");
    }

    [Fact]
    public void Hostile_text_stays_text_in_markdown_and_xml()
    {
        MarkdownReport.Render(Samples.Leak(Hostile)).Should().NotContain("<script");
        XElement.Parse(JUnitReport.Render(Samples.Leak(Hostile))).Attribute("name")!.Value.Should().Contain("<script>");
        XElement.Parse(FloorSvg.Render(Samples.Leak(Hostile))).Name.LocalName.Should().Be("svg");
    }

    [Fact]
    public void The_page_allows_nothing_that_is_not_embedded()
    {
        var html = HtmlReport.Render(Samples.Leak());

        html.Should().Contain("default-src &#39;none&#39;").And.Contain("script-src &#39;sha256-");
        Regex.Matches(html, @"(src|href)=""([^""]*)""").Should().BeEmpty();
        html.Should().NotContain("@import").And.NotContain("url(");
    }

    [Fact]
    public void The_policy_allows_exactly_the_style_and_the_script_that_are_embedded()
    {
        foreach (var html in new[] { HtmlReport.Render(Samples.Leak()), HtmlReport.Render(Samples.Leak(Hostile)) })
        {
            var policy = WebUtility.HtmlDecode(
                Regex.Match(html, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value
            );
            var style = Regex.Match(html, "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
            var script = html[
                (html.LastIndexOf("<script>", StringComparison.Ordinal) + 8)..html.LastIndexOf(
                    "</script>",
                    StringComparison.Ordinal
                )
            ];

            policy
                .Should()
                .Be(
                    $"default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'"
                );
        }
    }

    [Fact]
    public void The_page_says_what_would_change_each_verdict()
    {
        var html = Spoken(HtmlReport.Render(Samples.Leak()));

        html.Should()
            .Contain(
                "never fell. Clean if it levelled off or fell back in a longer run, or grew by less than 1 MiB per hour."
            );
        html.Should().Contain("A leak if it grew on to the end.");
    }

    [Fact]
    public void Times_count_from_the_beginning_of_the_load()
    {
        var report = Samples.Leak();
        var late = report with
        {
            Recording = report.Recording with { Load = [.. report.Recording.Load.Where(w => w.Time > 12)] },
        };

        HtmlReport
            .Render(late)
            .Should()
            .Contain("<p class=\"note\">3 s before the load: A problem")
            .And.Contain("\"origin\":12");
        MarkdownReport.Render(report).Should().Contain("- 9 s: A problem");
    }

    [Fact]
    public void The_page_says_in_words_what_was_found()
    {
        var html = HtmlReport.Render(Samples.Leak());

        Spoken(html)
            .Should()
            .Contain("Leaks 1.02 KB per request (1-1.06), 400 MB/h at this load")
            .And.Contain("Confidence 99%.");
        html.Should().Contain("uPlot").And.Contain("aria-label");
    }

    [Fact]
    public void What_a_target_does_by_itself_are_operations()
    {
        var report = Samples.Leak();
        report = report with { Recording = report.Recording with { Load = [] } };

        Spoken(HtmlReport.Render(report)).Should().Contain("Leaks 1.02 KB per operation (1-1.06)");
        MarkdownReport.Render(report).Should().Contain("| growth per hour | per operation |");
        ConsoleSummary.Render(report).Should().Contain("/operation").And.NotContain("/request");
    }

    [Fact]
    public void Without_requests_the_page_says_the_rate_once()
    {
        var report = Samples.Leak();
        var findings = report.Verdict.Findings.Select(f => f with { PerRequest = null });
        report = report with { Verdict = report.Verdict with { Findings = [.. findings] } };

        Spoken(HtmlReport.Render(report)).Should().Contain("Leaks 400 MB/h at this load").And.NotContain("MB per hour");
    }

    [Fact]
    public void One_instance_is_one() =>
        All(Samples.Leak())
            .Should()
            .Contain(text => text.Contains(", 1 instance per request", StringComparison.Ordinal))
            .And.NotContain(text => text.Contains("1 instances", StringComparison.Ordinal));

    [Fact]
    public void The_banner_names_the_limit_and_says_no_figure_twice()
    {
        var report = Samples.Leak();
        report = report with
        {
            Scenario = report.Scenario with { Target = report.Scenario.Target with { MemoryLimitBytes = 512 << 20 } },
        };
        var html = HtmlReport.Render(report);
        var banner = Spoken(
            html[
                html.IndexOf("class=\"banner", StringComparison.Ordinal)..html.IndexOf(
                    "</header>",
                    StringComparison.Ordinal
                )
            ]
        );

        banner
            .Should()
            .Contain("; out of 512 MiB in 39 min or later")
            .And.Contain("went from 1 MB to 7 MB over 24 readings and never fell.");
        Regex.Count(banner, "1.02 KB").Should().Be(1);
    }

    [Fact]
    public void The_banner_says_what_is_used_up_first()
    {
        var report = Samples.Leak();
        var heap = report.Verdict.Findings[0];
        var handles = heap with
        {
            Metric = "handles",
            SecondsToLimit = new Interval(600, 660, 720),
            Ceiling = new Ceiling(2000, Ceiling.Handles, "its open files are limited"),
        };
        var used = handles with { SecondsToLimit = null, Ceiling = handles.Ceiling with { ReachedAt = 44.2 } };

        Banner(handles).Should().Contain("; out of handles in 10-12 min").And.NotContain("; out of memory");
        Banner(used).Should().Contain("; out of handles since 44 s");

        string Banner(MetricFinding other) =>
            Spoken(HtmlReport.Render(report with { Verdict = report.Verdict with { Findings = [heap, other] } }));
    }

    [Fact]
    public void A_restarted_target_is_drawn_whole_and_its_lines_are_broken_at_the_restart()
    {
        var report = Samples.Leak();
        var first = report.Recording.Series[0];
        var second = first with
        {
            Source = first.Source with { Pid = 77 },
            Times = [70, 71],
            Values = [123_456_000, 1],
        };
        var floor = report.Recording.Checkpoints[0] with { Source = second.Source, Time = 75 };
        var restarted = report with
        {
            Recording = report.Recording with
            {
                Series = [.. report.Recording.Series, second],
                Checkpoints = [.. report.Recording.Checkpoints, floor],
            },
        };

        var html = HtmlReport.Render(restarted);

        html.Should().Contain("123456000");
        Regex.Count(html, "\"label\":\"heap after any GC\"").Should().Be(1);
        html.Should().Contain(FormattableString.Invariant($"\"breaks\":[[{first.Times[^1]},70]]"));
        Regex.Count(html, @"""breaks"":\[\[[0-9.]+,75]]").Should().Be(1);
        Regex.Count(FloorSvg.Render(report), "<polyline").Should().Be(1);
        Regex.Count(FloorSvg.Render(restarted), "<polyline").Should().Be(2);
    }

    [Fact]
    public void The_histogram_counts_every_request_and_says_its_percentiles_in_words()
    {
        var html = HtmlReport.Render(Samples.Leak());

        html.Should()
            .Contain("All 6000 requests by latency")
            .And.Contain("latency histogram: half of the requests within 1 ms, 99 % within 4.8 ms");
        Regex
            .Matches(html, @"<title>up to [^:]*: (\d+),")
            .Sum(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))
            .Should()
            .Be(6000);
    }

    private static string Spoken(string html) => WebUtility.HtmlDecode(html).Replace('\u00a0', ' ');

    private static string Hash(string text) =>
        "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_day_of_data_is_thinned_below_the_size_of_a_picture_and_keeps_its_spikes()
    {
        var day = Samples.Leak("day", 86_400);
        var heap = day.Recording.Series[0];
        heap.Values[40_000] = 9.87654e10;

        var html = HtmlReport.Render(day);

        html.Length.Should().BeLessThan(1_500_000);
        html.Should().Contain("98765400000");
    }
}
