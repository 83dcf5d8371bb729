using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Live;

/// <summary>
/// Sends where runs stand to an OpenTelemetry collector, by OTLP over HTTP: started once, fed by each run; disposal
/// sends the last values. Nothing of a run depends on it: a collector that is not there costs nothing but its metrics.
/// </summary>
internal sealed class OtlpExport : IRunObserver, IAsyncDisposable
{
    private const int EveryMs = 5000;
    private const int WithinMs = 3000;
    private readonly Meter _meter = new("SoakHarness");
    private readonly MeterProvider _provider;
    private RunProgress? _last;

    /// <summary>Starts to send.</summary>
    /// <param name="collector">Where to: the collector's address, to which <c>/v1/metrics</c> is added unless it has a
    /// path already.</param>
    internal OtlpExport(Uri collector)
    {
        foreach (var (name, type, help, value) in LiveMetrics.All)
        {
            if (type == "counter")
                _meter.CreateObservableCounter(name, () => Now(value), null, help);
            else
                _meter.CreateObservableGauge(name, () => Now(value), null, help);
        }

        _provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(_meter.Name)
            .ConfigureResource(resource => resource.AddService("soak"))
            .AddOtlpExporter(
                (exporter, reader) =>
                {
                    exporter.Endpoint = Endpoint(collector);
                    exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                    exporter.TimeoutMilliseconds = WithinMs;
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = EveryMs;
                }
            )
            .Build();
    }

    public void Progress(RunProgress progress) => Volatile.Write(ref _last, LiveMetrics.Keep(_last, progress));

    /// <summary>Sentences are for people, not for metrics.</summary>
    public void Say(string message) { }

    public async ValueTask DisposeAsync()
    {
        await Task.Run(() => _provider.Shutdown(WithinMs));
        _provider.Dispose();
        _meter.Dispose();
    }

    private static Uri Endpoint(Uri collector) =>
        collector.AbsolutePath == "/" ? new Uri(collector, "v1/metrics") : collector;

    /// <summary>What is not known yet is not sent.</summary>
    private IEnumerable<Measurement<double>> Now(Func<RunProgress, double?> value) =>
        Volatile.Read(ref _last) is { } progress && value(progress) is { } known && double.IsFinite(known)
            ? [new Measurement<double>(known, new KeyValuePair<string, object?>("scenario", progress.Scenario))]
            : [];
}
