using System.Globalization;
using SoakHarness.Load.External;
using SoakHarness.Load.Thresholds;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Tests.External;

public sealed class ImportTests : IDisposable
{
    // The run was 3 s old when the generator was started.
    private const double Began = 3;
    private const long UnixMs = 1_732_492_800_000;
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-import").FullName;
    private readonly Sink _sink = new();

    private string Results => Path.Combine(_folder, "results.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Requests_are_windows_of_the_second_in_which_they_ended()
    {
        var import = Create(ResultsFormat.JMeterCsv, warmUp: 1);
        Write(Row(200, 50), Row(1900, 300), Row(2100, 40), Row(2500, 20, "500", "false"));

        var remarks = import.Finish(Began + 3);

        remarks.Should().BeEmpty();
        import.Requests.Should().Be(4);
        var whole = _sink.Windows.Where(w => w.Step.Length == 0).ToArray();
        whole
            .Select(w => (w.Time, w.IsWarmUp, w.Sent, w.Completed, w.Failed))
            .Should()
            .Equal((4, true, 1, 1, 0), (5, false, 0, 0, 0), (6, false, 3, 2, 1));
        whole.Should().OnlyContain(w => w.Latency.Counts.Count == 0 && w.Seconds == 1);
        whole[2].ServiceTime.Count().Should().Be(3);
        whole[2].Errors.Should().ContainSingle().Which.Kind.Should().Be("status 500");
        _sink.Windows.Where(w => w.Step == "cart").Sum(w => w.Sent).Should().Be(4);
    }

    [Fact]
    public void A_second_is_written_while_the_file_grows_once_ten_later_ones_have_begun()
    {
        var import = Create(ResultsFormat.JMeterCsv);
        Write(Row(100, 1));
        import.Follow(Began + 1);
        var early = _sink.Windows.Count;
        Write(Row(11_500, 1));

        import.Follow(Began + 12);

        early.Should().Be(0);
        _sink.Windows.Should().ContainSingle(w => w.Step.Length == 0).Which.Completed.Should().Be(1);
    }

    [Fact]
    public void Rows_out_of_order_are_counted_in_their_own_second()
    {
        var import = Create(ResultsFormat.JMeterCsv);
        Write(Row(5100, 1), Row(100, 1), Row(3100, 1));

        import.Finish(Began + 6).Should().BeEmpty();

        _sink.Windows.Where(w => w.Step.Length == 0).Select(w => w.Sent).Should().Equal(1, 0, 0, 1, 0, 1);
    }

    [Fact]
    public void A_request_that_comes_too_late_for_its_second_is_counted_later_and_told()
    {
        var import = Create(ResultsFormat.JMeterCsv);
        Write(Row(20_100, 1), Row(100, 1));

        var remarks = import.Finish(Began + 21);

        remarks
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("1 requests")
            .And.Contain("counted in a later second");
        _sink.Windows.Where(w => w.Step.Length == 0).Sum(w => w.Sent).Should().Be(2);
    }

    [Fact]
    public void A_half_written_last_line_is_left_out_until_its_end_has_come()
    {
        var import = Create(ResultsFormat.JMeterCsv);
        Write(Row(100, 1));
        File.AppendAllText(Results, Row(500, 1)[..30]);
        import.Follow(Began + 1);
        var before = import.Requests;
        File.AppendAllText(Results, Row(500, 1)[30..] + "\n" + Row(700, 1)[..20]);

        var remarks = import.Finish(Began + 1);

        before.Should().Be(1);
        import.Requests.Should().Be(2);
        remarks.Should().ContainSingle().Which.Should().Contain("written only in part");
    }

    [Fact]
    public void A_line_end_inside_quotes_does_not_end_a_record()
    {
        var import = Create(ResultsFormat.JMeterCsv);
        Write($"{UnixMs},5,cart,500,\"no\nroom, \"\"sorry\"\"\",T,text,false,,1");

        import.Finish(Began + 1).Should().BeEmpty();

        _sink.Windows[0].Errors.Should().ContainSingle().Which.Example.Should().Be("no\nroom, \"sorry\"");
    }

    [Fact]
    public void Lines_that_cannot_be_read_are_counted_and_the_first_is_named()
    {
        var import = Create(ResultsFormat.JMeterCsv);
        Write(Row(100, 1), "rubbish", "more rubbish", Row(200, 1));

        var remarks = import.Finish(Began + 1);

        import.Requests.Should().Be(2);
        remarks.Should().ContainSingle().Which.Should().StartWith("2 lines").And.Contain("line 2: ");
    }

    [Theory]
    [InlineData(-3600, "behind")]
    [InlineData(3600, "ahead")]
    public void Another_clock_is_corrected_and_told(int offset, string word)
    {
        var import = Create(ResultsFormat.JMeterCsv);
        Write(Row(offset * 1000L + 400, 1), Row(offset * 1000L + 1400, 1));

        var remarks = import.Finish(Began + 2);

        remarks.Should().ContainSingle().Which.Should().Contain(word);
        _sink.Windows.Where(w => w.Step.Length == 0).Sum(w => w.Sent).Should().BeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public void What_a_file_held_before_is_left_out()
    {
        Write(Row(-60_000, 1), Row(-59_000, 1));
        var import = Create(ResultsFormat.JMeterCsv);
        Write(Row(100, 1));

        import.Finish(Began + 1).Should().BeEmpty();

        import.Requests.Should().Be(1);
    }

    [Fact]
    public void A_file_that_was_written_anew_is_read_from_its_beginning()
    {
        Write(Row(-60_000, 1), Row(-59_000, 1), Row(-58_000, 1));
        var import = Create(ResultsFormat.JMeterCsv);
        File.WriteAllText(Results, Row(100, 1) + "\n");

        import.Finish(Began + 1).Should().BeEmpty();

        import.Requests.Should().Be(1);
    }

    [Fact]
    public void A_file_that_is_not_there_gives_no_request_and_no_exception()
    {
        var import = Create(ResultsFormat.K6Csv);

        import.Finish(Began + 1).Should().BeEmpty();

        import.Requests.Should().Be(0);
    }

    [Fact]
    public void A_threshold_that_ends_the_run_is_checked_as_windows_come()
    {
        var threshold = ThresholdParser.Parse("p99 < 10ms or abort", out _)!;
        var import = Create(ResultsFormat.JMeterCsv, threshold);
        Write(Row(100, 50), Row(15_000, 50));

        import.Follow(Began + 15);

        import.Broken.Should().Contain("p99 < 10ms or abort was not kept").And.Contain("of service time");
    }

    [Fact]
    public void The_report_of_NBomber_is_one_window_with_the_percentiles_it_has()
    {
        var import = Create(ResultsFormat.NBomberCsv);
        File.WriteAllLines(
            Results,
            [
                "test_suite,test_name,scenario,duration,step_name,request_count,ok,failed,rps,min,mean,max,50_percent,75_percent,95_percent,99_percent,std_dev,data_transfer_min_kb,data_transfer_mean_kb,data_transfer_max_kb,data_transfer_all_mb",
                "suite,test,orders,00:00:30,global information,3000,2970,30,99,1.2,4.5,80.5,3.5,5.5,20.5,60.5,2.2,0.1,0.1,0.1,2",
                "suite,test,orders,00:00:30,create,3000,2970,30,99,1.2,4.5,80.5,3.5,5.5,20.5,60.5,2.2,0.1,0.1,0.1,2",
            ]
        );

        var remarks = import.Finish(Began + 40);

        remarks.Should().ContainSingle().Which.Should().StartWith("NBomber reports totals");
        import.Requests.Should().Be(3000);
        var whole = _sink.Windows.Single(w => w.Step.Length == 0);
        (whole.Time, whole.Seconds, whole.Completed, whole.Failed, whole.Bytes)
            .Should()
            .Be((Began + 40, 30, 2970, 30, 2 << 20));
        new double[] { 50, 75, 95, 99, 100 }
            .Select(p => whole.ServiceTime.Percentile(p))
            .Should()
            .Equal(3500, 5500, 20500, 60500, 80500);
        whole.ServiceTime.Mean().Should().BeApproximately(4500, 1e-6);
        _sink.Windows.Should().Contain(w => w.Step == "create");
    }

    [Fact]
    public void Another_report_of_NBomber_says_what_is_missing()
    {
        var import = Create(ResultsFormat.NBomberCsv);
        File.WriteAllText(Results, "scenario,ok,failed\n");

        import.Finish(Began + 1).Should().ContainSingle().Which.Should().Contain("the column duration");
    }

    private static string Row(long startMs, int elapsed, string code = "200", string success = "true") =>
        string.Create(CultureInfo.InvariantCulture, $"{UnixMs + startMs},{elapsed},cart,{code},,T,text,{success},,10");

    private void Write(params string[] lines) => File.AppendAllLines(Results, lines);

    private IResultsImport Create(ResultsFormat format, params ThresholdExpression[] thresholds) =>
        Create(format, 0, thresholds);

    private IResultsImport Create(ResultsFormat format, int warmUp, params ThresholdExpression[] thresholds) =>
        ResultsImports.Create(
            format,
            Results,
            new LoadTarget("shop", null, _sink, new Source(SourceRole.Generator, "host", "soak", 1), 0)
            {
                Thresholds = thresholds,
            },
            new ImportClock(Began, UnixMs / 1000.0, TimeSpan.FromSeconds(warmUp))
        );

    private sealed class Sink : IRecordingSink
    {
        public List<LoadWindow> Windows { get; } = [];

        public void Write(Entry entry) => Windows.Add((LoadWindow)entry);
    }
}
