using SoakHarness.Load.External;
using SoakHarness.Load.Statistics;

namespace SoakHarness.Load.Tests.External;

public sealed class RowFormatTests
{
    private const string K6Header =
        "metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,"
        + "service,status,subproto,tls_version,url,extra_tags,metadata";

    private const string JMeterHeader =
        "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,"
        + "grpThreads,allThreads,URL,Latency,IdleTime,Connect";

    [Fact]
    public void A_duration_of_k6_is_a_request_and_its_other_metrics_are_none()
    {
        var rows = Rows(
            new K6CsvRows(),
            K6Header,
            "http_reqs,1732492800,1.000000,,,,true,,GET,home,HTTP/1.1,default,,200,,,http://h/,,",
            "http_req_duration,1732492800,221.899000,,,,true,,GET,home,HTTP/1.1,default,,200,,,http://h/,,",
            "http_req_waiting,1732492800,220.280000,,,,true,,GET,home,HTTP/1.1,default,,200,,,http://h/,,"
        );

        rows.Should().Equal(new RequestRow(1732492800, 0.221899, "home", new StepEnd(EndKind.Completed, 0)));
    }

    [Theory]
    [InlineData("1732492800", 1732492800)]
    [InlineData("1732492800250", 1732492800.25)]
    [InlineData("1732492800250000", 1732492800.25)]
    [InlineData("1732492800250000000", 1732492800.25)]
    [InlineData("2024-11-25T00:00:00Z", 1732492800)]
    [InlineData("2024-11-25T01:00:00.25+01:00", 1732492800.25)]
    public void Every_time_format_of_k6_is_told_by_its_size(string text, double seconds) =>
        RowFields.Time(text, "timestamp").Should().BeApproximately(seconds, 1e-4);

    [Theory]
    [InlineData("status 500", "http_req_duration,1,5,,,1500,false,,GET,a,,,,500,,,http://h/,,")]
    [InlineData(
        "k6 error 1212",
        "http_req_duration,1,0,,dial: connection refused,1212,false,,GET,a,,,,0,,,http://h/,,"
    )]
    [InlineData("timed out", "http_req_duration,1,60000,,request timeout,1050,false,,GET,a,,,,0,,,http://h/,,")]
    [InlineData("", "http_req_duration,1,5,,,1404,true,,GET,a,,,,404,,,http://h/,,")]
    public void What_k6_did_not_expect_is_a_failure_by_kind(string kind, string line)
    {
        var end = Rows(new K6CsvRows(), K6Header, line).Single().End;

        end.Error.Should().Be(kind);
        end.Kind.Should()
            .Be(
                kind switch
                {
                    "" => EndKind.Completed,
                    "timed out" => EndKind.TimedOut,
                    _ => EndKind.Failed,
                }
            );
    }

    [Fact]
    public void An_older_k6_without_expected_response_goes_by_status_and_error_code()
    {
        var rows = Rows(
            new K6CsvRows(),
            "metric_name,timestamp,metric_value,check,error,error_code,group,method,name,proto,scenario,status,subproto,tls_version,url,extra_tags",
            "http_req_duration,1,5,,,,,GET,http://h/a,HTTP/1.1,default,302,,,http://h/a,",
            "http_req_duration,1,5,,,1503,,GET,http://h/a,HTTP/1.1,default,503,,,http://h/a,"
        );

        rows.Select(r => r.End.Kind).Should().Equal(EndKind.Completed, EndKind.Failed);
    }

    [Fact]
    public void Another_file_is_not_taken_for_the_csv_of_k6()
    {
        var read = () => new K6CsvRows().Read(JMeterHeader);

        read.Should().Throw<FormatException>().WithMessage("*metric_name,timestamp,metric_value*");
    }

    [Fact]
    public void A_point_of_k6_in_json_is_a_request()
    {
        var rows = Rows(
            new K6JsonRows(),
            """{"type":"Metric","data":{"name":"http_req_duration","type":"trend","contains":"time","thresholds":[],"submetrics":null},"metric":"http_req_duration"}""",
            """{"metric":"http_reqs","type":"Point","data":{"time":"2024-11-25T00:00:00Z","value":1,"tags":{"status":"200"}}}""",
            """{"metric":"http_req_duration","type":"Point","data":{"time":"2024-11-25T00:00:00.5Z","value":12.5,"tags":{"expected_response":"true","method":"GET","name":"home","status":"200","url":"http://h/"}}}""",
            """{"metric":"http_req_duration","type":"Point","data":{"time":"2024-11-25T00:00:01Z","value":3,"tags":{"expected_response":"false","error_code":"1500","name":"home","status":"500"}}}"""
        );

        rows.Should()
            .Equal(
                new RequestRow(1732492800.5, 0.0125, "home", new StepEnd(EndKind.Completed, 0)),
                new RequestRow(1732492801, 0.003, "home", new StepEnd(EndKind.Failed, 0, "status 500"))
            );
    }

    [Fact]
    public void Half_a_line_of_json_is_no_point()
    {
        var read = () => new K6JsonRows().Read("""{"metric":"http_req_duration","type":"Point","data":{"ti""");

        read.Should().Throw<FormatException>();
    }

    [Fact]
    public void A_sample_of_JMeter_ends_when_it_began_plus_what_it_took()
    {
        var rows = Rows(
            new JMeterRows(),
            JMeterHeader,
            "1732492800250,500,login,200,OK,Users 1-1,text,true,,2781,133,1,1,http://h/login,354,0,275"
        );

        rows.Should().Equal(new RequestRow(1732492800.75, 0.5, "login", new StepEnd(EndKind.Completed, 2781)));
    }

    [Fact]
    public void Without_a_header_the_order_is_that_of_JMeters_defaults()
    {
        var rows = Rows(
            new JMeterRows(),
            "1732492800250,500,login,200,OK,Users 1-1,text,true,,2781,133,1,1,,354,0,275"
        );

        rows.Should().ContainSingle().Which.Name.Should().Be("login");
    }

    [Theory]
    [InlineData("status 503", EndKind.Failed, "503,Unavailable,T,text,false,,10")]
    [InlineData("assertion", EndKind.Failed, "200,OK,T,text,false,Test failed: text expected to contain /x/,10")]
    [InlineData(
        "ConnectException",
        EndKind.Failed,
        "Non HTTP response code: java.net.ConnectException,Non HTTP response message: refused,T,text,false,,10"
    )]
    [InlineData(
        "timed out",
        EndKind.TimedOut,
        "Non HTTP response code: java.net.SocketTimeoutException,Read timed out,T,text,false,,10"
    )]
    public void A_failed_sample_of_JMeter_has_its_kind(string kind, object end, string fields)
    {
        var row = Rows(new JMeterRows(), $"1732492800000,5,a,{fields}").Single();

        (row.End.Kind, row.End.Error).Should().Be(((EndKind)end, kind));
    }

    [Fact]
    public void A_transaction_of_JMeter_is_a_step_and_no_request()
    {
        var rows = Rows(
            new JMeterRows(),
            "1732492800000,500,checkout,200,\"Number of samples in transaction : 2, number of failing samples : 0\",T,,true,,20"
        );

        rows.Should().ContainSingle().Which.IsGroup.Should().BeTrue();
    }

    [Theory]
    [InlineData("1732492800000,x,a,200,OK,T,text,true,,1", "elapsed \"x\" is no number")]
    [InlineData("1732492800000,5,a", "there is no header, and 3 fields are fewer*")]
    [InlineData("11/25/24 8 o'clock,5,a,200,OK,T,text,true,,1", "timeStamp*is no time*")]
    public void A_wrong_line_says_what_is_wrong(string line, string message)
    {
        var read = () => new JMeterRows().Read(line);

        read.Should().Throw<FormatException>().WithMessage(message);
    }

    private static RequestRow[] Rows(IRowFormat format, params string[] lines) =>
        [.. lines.Select(format.Read).OfType<RequestRow>()];
}
