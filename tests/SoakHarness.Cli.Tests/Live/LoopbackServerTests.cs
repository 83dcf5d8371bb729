using System.Net;
using SoakHarness.Cli.Live;

namespace SoakHarness.Cli.Tests.Live;

public sealed class LoopbackServerTests
{
    /// <summary>
    /// The listener tells its end at its leisure, and in another way for each: hence many rounds, several at a time.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public async Task A_server_that_is_closed_ends_quietly_whether_it_waits_or_has_just_answered(int requests)
    {
        var rounds = async () =>
            await Parallel
                .ForAsync(0, 1000, async (_, _) => await RoundAsync(requests))
                .WaitAsync(TimeSpan.FromMinutes(2));

        await rounds.Should().NotThrowAsync();
    }

    [Fact]
    public void A_port_that_is_taken_is_an_error_of_the_listener()
    {
        var port = FreePort.Next();
        using var taken = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
        taken.Start();

        var serving = () => new LoopbackServer(port);

        serving.Should().Throw<HttpListenerException>();
    }

    private static async Task RoundAsync(int requests)
    {
        await using var server = Listen(out var port);
        server.Serve(context => context.Response.Close());
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        for (var i = 0; i < requests; i++)
            (await http.GetAsync("/")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static LoopbackServer Listen(out int port)
    {
        while (true)
        {
            port = FreePort.Next();
            try
            {
                return new LoopbackServer(port);
            }
            catch (HttpListenerException)
            {
                // Another round was given the same port.
            }
        }
    }
}
