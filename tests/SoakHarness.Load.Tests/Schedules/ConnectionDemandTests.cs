using SoakHarness.Load.Schedules;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Tests.Schedules;

public sealed class ConnectionDemandTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void The_largest_simulation_decides_and_the_transport_limits()
    {
        ConnectionDemand
            .Of(Load(new KeepConstant(4, Minute), new RampingConstant(30, Minute), new Pause(Minute)))
            .Should()
            .Be(30);
        ConnectionDemand.Of(Load(new Inject(200, Minute), new RampingInject(505, Minute))).Should().Be(51);
        ConnectionDemand.Of(Load(new Inject(100_000, Minute))).Should().Be(256);
        ConnectionDemand.Of(Load(new Inject(200, Minute)) with { Part = new LoadPart(1, 4) }).Should().Be(5);
    }

    [Theory]
    [InlineData(TransportKind.Http)]
    [InlineData(TransportKind.Fast)]
    public async Task They_are_opened_in_the_warm_up(TransportKind kind)
    {
        await using var server = new Server(_ => Server.Ok());
        var load = Load(
            new KeepConstant(2, TimeSpan.FromSeconds(1)),
            new RampingConstant(20, TimeSpan.FromSeconds(1))
        ) with
        {
            WarmUp = TimeSpan.FromSeconds(1),
            Transport = new TransportSpec { Kind = kind },
        };

        var windows = await Loads.WindowsAsync(server.Url, load, CancellationToken.None);

        server.Connections.Should().BeGreaterThanOrEqualTo(20);
        windows
            .Sum(w => w.Step.Length == 0 ? w.Sent : 0)
            .Should()
            .Be(server.Requests, "the opening requests are counted too");
    }

    private static LoadSpec Load(params Simulation[] simulations) =>
        new() { Simulations = simulations, Requests = [new RequestSpec { Name = "get", Path = "/" }] };
}
