using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Tests;

public sealed class ConnectionsTests
{
    private const int Copies = 7;

    [Theory]
    [InlineData(TransportKind.Http)]
    [InlineData(TransportKind.Fast)]
    public async Task How_many_the_load_holds_is_recorded_until_the_server_closes_them(TransportKind kind)
    {
        var server = new Server(_ => Server.Ok());
        var sink = new Loads.ListSink();
        using var generator = Loads.Create(server.Url, Once(kind), sink);

        var run = generator.RunAsync(CancellationToken.None);
        while (Held(sink).Length == 0 && !run.IsCompleted)
            await Task.Delay(10);
        var (before, connections) = (Held(sink)[0], server.Connections);
        await server.DisposeAsync();
        await run;

        before.Should().Be(connections).And.BePositive();
        Held(sink)[^1].Should().Be(0);
    }

    [Theory]
    [InlineData(TransportKind.Http)]
    [InlineData(TransportKind.Fast)]
    public async Task Those_that_end_with_their_response_are_not_held(TransportKind kind)
    {
        await using var server = new Server(_ => "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray());
        var sink = new Loads.ListSink();
        using var generator = Loads.Create(server.Url, Once(kind), sink);

        await generator.RunAsync(CancellationToken.None);

        server.Connections.Should().Be(Copies);
        Held(sink).Should().NotBeEmpty().And.OnlyContain(n => n == 0);
    }

    /// <summary>One request of each copy, in three seconds.</summary>
    private static LoadSpec Once(TransportKind kind) =>
        new()
        {
            Simulations = [new KeepConstant(Copies, TimeSpan.FromSeconds(3))],
            Requests = [new RequestSpec { Name = "get", Path = "/" }],
            Transport = new TransportSpec { Kind = kind },
            Pacing = TimeSpan.FromMinutes(1),
        };

    private static double[] Held(Loads.ListSink sink) =>
        [.. sink.Readings.Where(r => r.Metric == "connections").Select(r => r.Value)];
}
