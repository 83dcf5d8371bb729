using System.Text;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Tests.Fast;

public sealed class FastTransportTests
{
    private static readonly TransportSpec Fast = new() { Kind = TransportKind.Fast };

    [Fact]
    public async Task Connections_are_kept_and_every_request_is_counted()
    {
        await using var server = new Server(n =>
            n % 2 == 0
                ? Server.Ok()
                : "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"u8.ToArray()
        );

        var whole = (await Loads.RunAsync(server.Url, Load(new Iterations(500, 4)))).Whole;

        whole.Completed.Should().Be(500);
        whole.Bytes.Should().Be(1000);
        server.Requests.Should().Be(500);
        server.Connections.Should().BeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task Every_way_to_fail_is_counted_by_its_kind()
    {
        await using var server = new Server(n =>
            (n % 5) switch
            {
                0 => Server.Ok(status: "500 Oops"),
                1 => [],
                2 => "this is no http\r\n\r\n"u8.ToArray(),
                3 => "HTTP/1.1 200 OK\r\nContent-Length: -4\r\n\r\nbody"u8.ToArray(),
                _ => Server.Ok(),
            }
        );

        var whole = (await Loads.RunAsync(server.Url, Load(new Iterations(100, 1)))).Whole;

        whole.Completed.Should().Be(20);
        whole.Failed.Should().Be(80);
        whole.Errors.Single(e => e.Kind == "status 500").Count.Should().Be(20);
        whole.Errors.Single(e => e.Kind == "malformed").Count.Should().Be(40);
        whole.Errors.Where(e => e.Kind is "reset" or "closed").Sum(e => e.Count).Should().Be(20);
        server.Requests.Should().Be(100, "nothing is sent twice");
    }

    [Fact]
    public async Task A_target_that_refuses_is_counted_as_such()
    {
        Uri url;
        await using (var server = new Server(_ => Server.Ok()))
            url = server.Url;

        var whole = (await Loads.RunAsync(url, Load(new Inject(50, TimeSpan.FromSeconds(1))))).Whole;

        whole
            .Errors.Should()
            .ContainSingle()
            .Which.Should()
            .Match<Model.Recordings.ErrorCount>(e => e.Kind == "refused" && e.Count == 50);
    }

    [Fact]
    public async Task A_target_that_stalls_times_out()
    {
        await using var server = new Server(n =>
            n % 2 == 0 ? null : "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nslow"u8.ToArray()
        );

        var whole = (
            await Loads.RunAsync(
                server.Url,
                Load(new Iterations(10, 2), Fast with { Timeout = TimeSpan.FromMilliseconds(100) })
            )
        ).Whole;

        whole.TimedOut.Should().Be(10);
        whole.Errors.Should().ContainSingle().Which.Kind.Should().Be("timed out");
    }

    [Fact]
    public async Task More_users_than_connections_wait_for_each_other()
    {
        await using var server = new Server(_ => Server.Ok());

        var whole = (
            await Loads.RunAsync(server.Url, Load(new Iterations(300, 20), Fast with { MaxConnections = 3 }))
        ).Whole;

        whole.Completed.Should().Be(300);
        server.Connections.Should().BeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task A_server_that_closes_after_each_response_gets_a_new_connection_each_time()
    {
        await using var server = new Server(_ =>
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"u8.ToArray()
        );

        var whole = (await Loads.RunAsync(server.Url, Load(new Iterations(30, 2)))).Whole;

        whole.Completed.Should().Be(30);
        server.Connections.Should().Be(30);
    }

    [Fact]
    public async Task The_request_carries_its_headers_and_body_and_the_response_is_checked()
    {
        await using var server = new Server(_ => Server.Ok("{\"id\":7}"));
        var request = new RequestSpec
        {
            Name = "post",
            Method = "POST",
            Path = "/a?b=c",
            Headers = new Dictionary<string, string> { ["X-Tenant"] = "t" },
            Body = new BodySpec("{\"sku\":1}", null, "application/json"),
            Expect = new ResponseCheck { JsonPath = "$.id", JsonValue = "7" },
        };
        var load = new LoadSpec
        {
            Simulations = [new Iterations(1, 1)],
            Requests = [request],
            Transport = Fast with { Authorization = "Bearer x" },
        };

        (await Loads.RunAsync(server.Url, load)).Whole.Completed.Should().Be(1);

        server
            .Heads.Single()
            .Should()
            .Be(
                $"POST /a?b=c HTTP/1.1\r\nHost: {server.Url.Authority}\r\nAuthorization: Bearer x\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 9\r\nX-Tenant: t"
            );
    }

    [Theory]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n", 1)]
    [InlineData("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n", 0)]
    public async Task A_body_that_waits_for_100_continue_is_sent_only_after_it(string first, int completed)
    {
        // The body is an empty line pair, so that the server takes it for a second request.
        await using var server = new Server(n => n == 1 ? Encoding.ASCII.GetBytes(first) : Server.Ok());
        var request = new RequestSpec
        {
            Name = "put",
            Method = "PUT",
            Path = "/",
            Headers = new Dictionary<string, string> { ["Expect"] = "100-continue" },
            Body = new BodySpec("body\r\n\r\n", null, "text/plain"),
        };

        var whole = (
            await Loads.RunAsync(
                server.Url,
                new LoadSpec
                {
                    Simulations = [new Iterations(1, 1)],
                    Requests = [request],
                    Transport = Fast,
                }
            )
        ).Whole;

        whole.Completed.Should().Be(completed);
        server.Requests.Should().Be(1 + completed);
    }

    private static LoadSpec Load(Simulation simulation, TransportSpec? transport = null) =>
        new()
        {
            Simulations = [simulation],
            Requests = [new RequestSpec { Name = "get", Path = "/" }],
            Transport = transport ?? Fast,
        };
}
