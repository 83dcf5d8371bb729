using System.Text;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Tests.Journeys;

public sealed class JourneyTests
{
    [Theory]
    [InlineData(TransportKind.Http)]
    [InlineData(TransportKind.Fast)]
    public async Task What_a_step_captures_goes_into_later_steps_escaped_for_its_place(TransportKind kind)
    {
        await using var server = new Server(n =>
            n == 1
                ? Encoding.ASCII.GetBytes(
                    "HTTP/1.1 200 OK\r\nX-Session: s 1\r\nContent-Length: 28\r\n\r\n{\"token\":\"a\\\"b\",\"t\":\"id=42\"}"
                )
                : Server.Ok()
        );
        var login = Step("login", "/login") with
        {
            Captures = new Dictionary<string, CaptureSpec>
            {
                ["token"] = new(CaptureSource.Json, "$.token"),
                ["session"] = new(CaptureSource.Header, "X-Session"),
                ["id"] = new(CaptureSource.Regex, "id=(\\d+)"),
            },
        };
        var cart = Step("cart", "/cart/${id}?s=${session}") with
        {
            Method = "POST",
            Headers = new Dictionary<string, string> { ["X-Token"] = "t ${token}" },
            Body = new BodySpec("{\"token\":\"${token}\"}", null, "application/json", IsTemplate: true),
        };

        var summary = await RunAsync(server, kind, login, cart, Step("last", "/last"));

        summary.Whole.Completed.Should().Be(1, string.Join("; ", summary.Whole.Errors.Select(e => e.Example)));
        server.Heads[1].Should().StartWith("POST /cart/42?s=s%201 HTTP/1.1").And.Contain("X-Token: t a\"b");
        server.Heads[2].Should().StartWith("{\"token\":\"a\\u0022b\"}GET /last");
    }

    [Theory]
    [InlineData(CaptureSource.Json, "$.nowhere")]
    [InlineData(CaptureSource.Header, "X-Nowhere")]
    [InlineData(CaptureSource.Regex, "nowhere")]
    public async Task A_value_that_is_not_there_fails_the_step_and_ends_the_journey(
        CaptureSource source,
        string expression
    )
    {
        await using var server = new Server(_ => Server.Ok("{}"));
        var first = Step("first", "/") with
        {
            Captures = new Dictionary<string, CaptureSpec> { ["x"] = new(source, expression) },
        };

        var summary = await RunAsync(server, TransportKind.Http, first, Step("second", "/${x}"));

        summary.Whole.Failed.Should().Be(1);
        summary.Whole.Errors.Should().ContainSingle().Which.Kind.Should().Be("capture: x");
        server.Requests.Should().Be(1);
    }

    [Fact]
    public async Task A_body_that_is_no_template_is_sent_as_it_is()
    {
        await using var server = new Server(_ => Server.Ok());
        var post = Step("post", "/") with
        {
            Method = "POST",
            Body = new BodySpec("${name}\r\n\r\n", null, "text/plain"),
        };

        await RunAsync(server, TransportKind.Fast, post);

        server.Heads[1].Should().Be("${name}");
    }

    [Theory]
    [InlineData(TransportKind.Http)]
    [InlineData(TransportKind.Fast)]
    public async Task What_is_made_for_an_iteration_is_the_same_in_all_its_steps_and_no_other(TransportKind kind)
    {
        await using var server = new Server(_ => Server.Ok());
        var put = Step("put", "/orders/${soak.uuid}/${soak.number}/${soak.random(1000000000)}");

        await Loads.RunAsync(
            server.Url,
            new LoadSpec
            {
                Simulations = [new Iterations(1, 5)],
                Steps = [put, put with { Name = "get" }],
                Transport = new TransportSpec { Kind = kind },
                Part = new LoadPart(2, 3),
            }
        );

        var paths = server.Heads.Select(h => h.Split(' ')).Where(w => w.Length > 1).Select(w => w[1]).ToArray();
        var pairs = paths.Chunk(2).ToArray();
        pairs.Should().NotBeEmpty().And.OnlyContain(p => p[0] == p[1]);
        pairs.Select(p => p[0].Split('/')[2]).Should().OnlyHaveUniqueItems();
        pairs.Select(p => p[0].Split('/')[3]).Should().Equal(pairs.Select((_, i) => $"{2 + 3 * i}"));
    }

    [Fact]
    public async Task Pacing_holds_a_user_back_until_its_next_iteration_is_due()
    {
        await using var server = new Server(_ => Server.Ok());
        var load = new LoadSpec
        {
            Simulations = [new KeepConstant(2, TimeSpan.FromSeconds(1))],
            Steps = [Step("one", "/")],
            Pacing = TimeSpan.FromMilliseconds(300),
        };

        var summary = await Loads.RunAsync(server.Url, load);

        summary.Whole.Completed.Should().BeInRange(2, 8, "two users start at 0, 0.3, 0.6 and 0.9 s at the earliest");
    }

    private static RequestSpec Step(string name, string path) => new() { Name = name, Path = path };

    private static Task<LoadSummary> RunAsync(Server server, TransportKind kind, params RequestSpec[] steps) =>
        Loads.RunAsync(
            server.Url,
            new LoadSpec
            {
                Simulations = [new Iterations(1, 1)],
                Steps = steps,
                Transport = new TransportSpec { Kind = kind },
            }
        );
}
