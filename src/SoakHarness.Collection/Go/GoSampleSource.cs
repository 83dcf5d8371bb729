using System.Text;
using System.Text.Json;
using SoakHarness.Collection.Sources;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Go;

/// <summary>Reads a Go target's memory statistics (expvar) every period, and its goroutines every few; reading them stops the target's world for some microseconds.</summary>
internal sealed class GoSampleSource(SidecarContext context, GoDebug debug, Action<long> committed) : ISampleSource
{
    private const int PeriodsPerGoroutineCount = 5;
    private static readonly (string Field, string Metric, double Factor)[] Fields =
    [
        ("HeapAlloc", "heap", 1), ("TotalAlloc", "allocated", 1), ("HeapObjects", "heap-objects", 1), ("NumGC", "gc-count.gen2", 1), ("PauseTotalNs", "gc-pause", 1e-6),
    ];

    private bool _saidVars;
    private bool _saidPprof;
    private int _periods;

    public async ValueTask SampleAsync(CancellationToken cancel)
    {
        var (body, problem) = await debug.GetAsync("/debug/vars", cancel);
        if (body is not null)
            TakeMemStats(body);
        else if (!cancel.IsCancellationRequested)
            Say(ref _saidVars, $"Memory statistics cannot be read ({problem}). Add `import _ \"expvar\"` and serve http.DefaultServeMux on the debug address.");
        if (_periods++ % PeriodsPerGoroutineCount == 0)
            await CountGoroutinesAsync(cancel);
    }

    private void TakeMemStats(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var stats = json.RootElement.GetProperty("memstats");
            foreach (var (field, metric, factor) in Fields)
                context.Read(metric, stats.GetProperty(field).GetDouble() * factor);
            var owned = stats.GetProperty("Sys").GetInt64() - stats.GetProperty("HeapReleased").GetInt64();
            context.Read("committed", owned);
            committed(owned);
        }
        catch (Exception bad) when (bad is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            Say(ref _saidVars, $"/debug/vars holds no memstats: {bad.Message}");
        }
    }

    private async Task CountGoroutinesAsync(CancellationToken cancel)
    {
        const string start = "goroutine profile: total ";
        var (body, problem) = await debug.GetAsync("/debug/pprof/goroutine?debug=1", cancel);
        var line = body is null ? "" : Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 80)).Split('\n')[0];
        if (line.StartsWith(start, StringComparison.Ordinal) && int.TryParse(line[start.Length..], System.Globalization.CultureInfo.InvariantCulture, out var count))
            context.Read("goroutines", count);
        else if (!cancel.IsCancellationRequested)
            Say(ref _saidPprof, $"Goroutines cannot be counted ({problem ?? "this is no goroutine profile"}). Add `import _ \"net/http/pprof\"` and serve http.DefaultServeMux on the debug address.");
    }

    private void Say(ref bool said, string text)
    {
        if (!said)
            context.Report(RunEventKind.Problem, text);
        said = true;
    }
}
