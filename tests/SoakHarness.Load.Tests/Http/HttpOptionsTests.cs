using System.IO.Compression;
using System.Text;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Tests.Http;

public sealed class HttpOptionsTests
{
    [Fact]
    public async Task Each_virtual_user_keeps_its_own_cookies_also_those_of_redirects()
    {
        await using var server = new Server(n =>
            n switch
            {
                1 => Answer("302 Found", "Location: /home\r\nSet-Cookie: id=7; Path=/"),
                2 => Answer("200 OK", "Set-Cookie: theme=dark; Path=/elsewhere"),
                _ => Server.Ok(),
            }
        );
        var transport = new TransportSpec { Cookies = true, Redirects = true };

        var summary = await RunAsync(server.Url, transport, Get("/login") with { Method = "POST" }, Get("/cart"));

        summary.Whole.Completed.Should().Be(1);
        server.Heads[0].Should().StartWith("POST /login").And.NotContain("Cookie");
        server.Heads[1].Should().StartWith("GET /home").And.Contain("Cookie: id=7");
        server.Heads[2].Should().StartWith("GET /cart").And.Contain("Cookie: id=7").And.NotContain("theme");
    }

    [Fact]
    public async Task Without_cookies_and_redirects_neither_is_followed()
    {
        await using var server = new Server(_ => Answer("302 Found", "Location: /home\r\nSet-Cookie: id=7"));

        var summary = await RunAsync(server.Url, new TransportSpec(), Get("/a"), Get("/b"));

        summary.Whole.Completed.Should().Be(1, "302 is below 400");
        server.Heads.Should().HaveCount(2).And.OnlyContain(h => !h.Contains("Cookie"));
    }

    [Fact]
    public async Task A_circle_of_redirects_is_a_failure()
    {
        await using var server = new Server(_ => Answer("307 Temporary Redirect", "Location: /"));

        (await RunAsync(server.Url, new TransportSpec { Redirects = true }, Get("/"))).Whole.Failed.Should().Be(1);

        server.Requests.Should().Be(11);
    }

    [Fact]
    public async Task Compressed_bodies_are_asked_for_and_unpacked()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(Encoding.ASCII.GetBytes("plain text"));
        await using var server = new Server(_ =>
            [
                .. Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n"
                ),
                .. packed.ToArray(),
            ]
        );
        var get = Get("/") with { Expect = new ResponseCheck { BodyContains = "plain text" } };

        (await RunAsync(server.Url, new TransportSpec { Decompression = true }, get)).Whole.Completed.Should().Be(1);
        (await RunAsync(server.Url, new TransportSpec(), get)).Whole.Failed.Should().Be(1);

        server.Heads[0].Should().Contain("Accept-Encoding:").And.Contain("gzip");
        server.Heads[1].Should().NotContain("Accept-Encoding");
    }

    [Fact]
    public async Task A_proxy_gets_the_requests()
    {
        await using var proxy = new Server(_ => Server.Ok());

        var summary = await RunAsync(
            new Uri("http://somewhere.invalid"),
            new TransportSpec { Proxy = proxy.Url, Authorization = "Bearer x" },
            Get("/a")
        );

        summary.Whole.Completed.Should().Be(1);
        proxy
            .Heads.Single()
            .Should()
            .StartWith("GET http://somewhere.invalid/a")
            .And.Contain("Authorization: Bearer x");
    }

    [Theory]
    [InlineData(TransportKind.Http)]
    [InlineData(TransportKind.Fast)]
    public async Task A_header_of_the_response_is_checked(TransportKind kind)
    {
        await using var server = new Server(_ => Answer("200 OK", "X-Who: me and you"));
        RequestSpec With(string text) =>
            Get("/") with
            {
                Expect = new ResponseCheck { Headers = new Dictionary<string, string> { ["x-who"] = text } },
            };

        (await RunAsync(server.Url, new TransportSpec { Kind = kind }, With("you"))).Whole.Completed.Should().Be(1);
        (await RunAsync(server.Url, new TransportSpec { Kind = kind }, With("them"))).Whole.Failed.Should().Be(1);
    }

    private static byte[] Answer(string status, string headers) =>
        Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}\r\nContent-Length: 0\r\n\r\n");

    private static RequestSpec Get(string path) => new() { Name = path, Path = path };

    private static Task<LoadSummary> RunAsync(Uri url, TransportSpec transport, params RequestSpec[] steps) =>
        Loads.RunAsync(
            url,
            new LoadSpec
            {
                Simulations = [new Iterations(1, 1)],
                Steps = steps,
                Transport = transport,
            }
        );
}
