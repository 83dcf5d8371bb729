using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Tests;

public sealed class LoadGeneratorTests
{
    [Fact]
    public async Task An_open_load_sends_every_arrival_of_its_schedule()
    {
        await using var server = new Server(_ => Server.Ok());

        var summary = await RunAsync(server.Url, Load(new Inject(200, TimeSpan.FromSeconds(2))));

        summary.Whole.Asked.Should().Be(400);
        summary.Whole.Sent.Should().Be(400);
        summary.Whole.Completed.Should().Be(400);
        server.Requests.Should().Be(400);
    }

    [Fact]
    public async Task A_closed_load_keeps_its_users_busy_and_counts_the_same_as_the_server()
    {
        await using var server = new Server(_ => Server.Ok());

        var summary = await RunAsync(server.Url, Load(new KeepConstant(4, TimeSpan.FromSeconds(1))));

        summary.Whole.Completed.Should().Be(server.Requests).And.BePositive();
    }

    [Fact]
    public async Task Iterations_are_done_exactly()
    {
        await using var server = new Server(_ => Server.Ok());

        var summary = await RunAsync(server.Url, Load(new Iterations(123, 5)));

        summary.Whole.Completed.Should().Be(123);
        server.Requests.Should().Be(123);
    }

    [Fact]
    public async Task The_warm_up_is_recorded_but_not_counted()
    {
        await using var server = new Server(_ => Server.Ok());
        var load = Load(new Inject(100, TimeSpan.FromSeconds(1))) with { WarmUp = TimeSpan.FromSeconds(1) };

        var summary = await RunAsync(server.Url, load);

        server.Requests.Should().Be(210, "ten connections, for a tenth of a second, are opened at first");
        (summary.Whole.Asked, summary.Whole.Sent, summary.Whole.Completed).Should().Be((100, 100, 100));
        summary.Whole.Latency.Count().Should().Be(100);
    }

    [Fact]
    public async Task A_target_that_refuses_is_counted_by_kind_and_does_not_end_the_run()
    {
        Uri url;
        await using (var server = new Server(_ => Server.Ok()))
            url = server.Url;

        var summary = await RunAsync(url, Load(new Inject(50, TimeSpan.FromSeconds(1))));

        summary.Whole.Failed.Should().Be(50);
        summary.Whole.Errors.Should().ContainSingle().Which.Kind.Should().Be("refused");
    }

    [Fact]
    public async Task Bad_statuses_resets_and_garbage_are_counted_by_kind()
    {
        await using var server = new Server(n =>
            (n % 4) switch
            {
                0 => Server.Ok(status: "500 Oops"),
                1 => [],
                2 => "this is no http\r\n\r\n"u8.ToArray(),
                _ => Server.Ok(),
            }
        );

        var summary = await RunAsync(server.Url, Load(new Iterations(80, 1)));

        AddsUp(summary.Whole);
        summary.Whole.Completed.Should().Be(20);
        summary.Whole.Failed.Should().Be(60);
        summary
            .Whole.Errors.Should()
            .HaveCountGreaterThanOrEqualTo(2)
            .And.Contain(e => e.Kind == "status 500" && e.Count == 20);
    }

    [Fact]
    public async Task A_target_that_stalls_times_out_and_voids_the_run()
    {
        await using var server = new Server(_ => null);
        var load = Load(new Inject(20, TimeSpan.FromSeconds(1))) with
        {
            Transport = new TransportSpec { Timeout = TimeSpan.FromMilliseconds(200) },
        };

        var summary = await RunAsync(server.Url, load);

        AddsUp(summary.Whole);
        summary.Whole.TimedOut.Should().Be(20);
        summary.IsVoid.Should().BeTrue();
        summary.VoidReason.Should().Contain("too slow");
    }

    [Theory]
    [InlineData(50, TransportKind.Http)]
    [InlineData(400, TransportKind.Http)]
    [InlineData(1100, TransportKind.Http)]
    [InlineData(50, TransportKind.Fast)]
    [InlineData(400, TransportKind.Fast)]
    [InlineData(1100, TransportKind.Fast)]
    public async Task Stopped_at_any_moment_the_counts_add_up(int milliseconds, TransportKind kind)
    {
        await using var server = new Server(n => n % 3 == 0 ? null : Server.Ok());
        using var stop = new CancellationTokenSource(milliseconds);
        var load = Load(new Inject(300, TimeSpan.FromSeconds(30))) with
        {
            StopWithin = TimeSpan.FromMilliseconds(300),
            Transport = new TransportSpec
            {
                Kind = kind,
                MaxConnections = 20,
                Timeout = TimeSpan.FromMinutes(1),
            },
        };

        var windows = (await Loads.WindowsAsync(server.Url, load, stop.Token)).Where(w => w.Step.Length == 0).ToArray();
        var (asked, sent) = (windows.Sum(w => w.Asked), windows.Sum(w => w.Sent));
        (sent + windows[^1].Backlog).Should().Be(asked);
        windows.Sum(w => w.Completed + w.Failed + w.TimedOut + w.Cancelled).Should().Be(sent);
        windows[^1].InFlight.Should().Be(0);
    }

    [Fact]
    public async Task A_paused_load_sends_nothing_and_shifts_its_schedule()
    {
        await using var server = new Server(_ => Server.Ok());
        var sink = new Loads.ListSink();
        using var generator = Loads.Create(server.Url, Load(new Inject(100, TimeSpan.FromSeconds(2))), sink);
        var running = generator.RunAsync(CancellationToken.None);
        while (server.Requests < 20)
            await Task.Delay(5);

        await generator.PauseAsync();
        var during = server.Requests;
        await Task.Delay(300);
        server.Requests.Should().BeInRange(during, during + 1, "an arrival may have passed the gate as it closed");
        generator.Resume();
        await running;

        server.Requests.Should().Be(200, "nothing is lost and nothing comes in a burst");
    }

    [Fact]
    public async Task The_mix_follows_its_weights()
    {
        await using var server = new Server(_ => Server.Ok());
        var load = new LoadSpec
        {
            Simulations = [new Iterations(3000, 4)],
            Requests =
            [
                new RequestSpec
                {
                    Name = "often",
                    Path = "/a",
                    Weight = 3,
                },
                new RequestSpec { Name = "rare", Path = "/b" },
            ],
        };

        var summary = await RunAsync(server.Url, load);

        // Binomial(3000, 0.75) has a standard deviation of 24; five of them.
        summary.Steps.Single(s => s.Name == "often").Completed.Should().BeInRange(2250 - 120, 2250 + 120);
        summary.Steps.Sum(s => s.Completed).Should().Be(3000);
    }

    [Fact]
    public async Task A_journey_stops_at_its_first_failing_step()
    {
        await using var server = new Server(n => n % 2 == 0 ? Server.Ok(status: "404 No") : Server.Ok());
        var load = new LoadSpec
        {
            Simulations = [new Iterations(10, 1)],
            Steps =
            [
                new RequestSpec { Name = "one", Path = "/1" },
                new RequestSpec { Name = "two", Path = "/2" },
                new RequestSpec { Name = "three", Path = "/3" },
            ],
        };

        var summary = await RunAsync(server.Url, load);

        summary.Whole.Failed.Should().Be(10);
        summary.Steps.Single(s => s.Name == "two").Failed.Should().Be(10);
        server.Requests.Should().Be(20, "the third step is never reached");
    }

    private static void AddsUp(StepSummary step)
    {
        step.Sent.Should().Be(step.Completed + step.Failed + step.TimedOut + step.Cancelled);
        step.Latency.Count().Should().Be(step.Completed + step.Failed + step.TimedOut);
    }

    private static LoadSpec Load(Simulation simulation) =>
        new() { Simulations = [simulation], Requests = [new RequestSpec { Name = "get", Path = "/" }] };

    private static Task<LoadSummary> RunAsync(Uri url, LoadSpec load) => Loads.RunAsync(url, load);
}
