using System.Diagnostics;

namespace SoakHarness.EndToEnd.Tests.Monitoring;

/// <summary>
/// A run as monitoring systems see it: Prometheus scrapes it, and an OpenTelemetry collector is sent it.
/// </summary>
[Collection(Measuring.Name)]
public sealed class MonitoringTests : IDisposable
{
    private const string Scenario = "{scenario=\"static-cache-leak\"}";
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-monitoring-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [PrometheusFact]
    public async Task Prometheus_and_a_collector_see_the_same_run_by_the_same_names()
    {
        await using var collector = new OtlpReceiver();
        var port = PrometheusServer.FreePort();
        using var prometheus = PrometheusServer.Start(_folder, port);
        using var soak = SoakCli.Start(
            _folder,
            "run",
            Repository.PathOf("scenarios", "static-cache-leak.yaml"),
            "--duration",
            "20s",
            "--prometheus",
            $"{port}",
            "--otlp",
            collector.Address,
            "--out",
            _folder
        );
        var said = Task.WhenAll(soak.StandardOutput.ReadToEndAsync(), soak.StandardError.ReadToEndAsync());

        (
            await UntilAsync(
                () => prometheus.AskAsync($"soak_completed_requests_per_second{Scenario}"),
                rate => rate > 20
            )
        )
            .Should()
            .BeLessThan(500);
        (await UntilAsync(() => prometheus.AskAsync($"soak_floor_bytes{Scenario}"), floor => floor > 1e6))
            .Should()
            .BeLessThan(1e9);
        (await UntilAsync(() => prometheus.AskAsync($"soak_checkpoints_total{Scenario}"), count => count > 1))
            .Should()
            .BeLessThan(100);
        await soak.WaitForExitAsync();

        soak.ExitCode.Should().BeOneOf([1, 4], string.Join('\n', await said));
        collector.Exports.Distinct().Should().Equal("POST /v1/metrics application/x-protobuf");
        var points = collector.Points;
        points.Should().OnlyContain(p => p.Attributes["scenario"] == "static-cache-leak");
        points
            .Select(p => p.Metric)
            .Distinct()
            .Should()
            .BeEquivalentTo(
                "soak_elapsed_seconds",
                "soak_remaining_seconds",
                "soak_asked_requests_per_second",
                "soak_completed_requests_per_second",
                "soak_errors_total",
                "soak_latency_p99_seconds",
                "soak_floor_bytes",
                "soak_floor_growth_bytes_per_hour",
                "soak_checkpoints_total"
            );
        points
            .Where(p => p.IsSum)
            .Select(p => p.Metric)
            .Distinct()
            .Should()
            .BeEquivalentTo("soak_errors_total", "soak_checkpoints_total");
        points
            .Where(p => p.Metric == "soak_elapsed_seconds")
            .Select(p => p.Value)
            .Should()
            .BeInAscendingOrder()
            .And.HaveCountGreaterThan(1);
        points.Last(p => p.Metric == "soak_floor_bytes").Value.Should().BeInRange(1e6, 1e9);
    }

    private static async Task<double> UntilAsync(Func<Task<double?>> ask, Func<double, bool> holds)
    {
        var waiting = Stopwatch.StartNew();
        while (waiting.Elapsed < TimeSpan.FromMinutes(4))
        {
            if (await ask() is { } value && holds(value))
                return value;
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        throw new TimeoutException("Prometheus never saw it.");
    }
}
