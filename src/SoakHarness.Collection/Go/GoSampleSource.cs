using System.Globalization;
using System.Text;
using System.Text.Json;
using SoakHarness.Collection.Sources;

namespace SoakHarness.Collection.Go;

/// <summary>
/// Reads a Go target's memory statistics (expvar) every period, and its goroutines every few; reading them stops the
/// target's world for some microseconds. An endpoint that is slow does not hold up the other sources: its poll goes on
/// beside them.
/// </summary>
/// <param name="context">Where readings go.</param>
/// <param name="debug">The endpoints.</param>
/// <param name="stats">Writes memory statistics.</param>
/// <param name="budget">What polling may cost.</param>
internal sealed class GoSampleSource(SidecarContext context, GoDebug debug, GoMemStats stats, PollBudget budget)
    : ISampleSource,
        IAsyncDisposable
{
    private const int PeriodsPerGoroutineCount = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);
    private readonly Outage _vars = new(context, "Memory statistics", GoDebug.ExpvarLines);
    private readonly Outage _goroutines = new(context, "Counts of goroutines", GoDebug.PprofLines);
    private Task _poll = Task.CompletedTask;
    private int _periods;

    public async ValueTask SampleAsync(CancellationToken cancel)
    {
        if (_poll.IsCompleted && budget.IsDue)
            _poll = PollAsync(cancel);
        await Task.WhenAny(_poll, Task.Delay(Patience, cancel));
    }

    public async ValueTask DisposeAsync() => await _poll;

    private async Task PollAsync(CancellationToken cancel)
    {
        var began = context.Now;
        var (body, problem) = await debug.GetAsync("/debug/vars", cancel);
        problem = body is null ? problem : TakeMemStats(body);
        if (!cancel.IsCancellationRequested)
            Tell(_vars, problem);
        if (_periods++ % PeriodsPerGoroutineCount == 0)
            await CountGoroutinesAsync(cancel);
        if (!cancel.IsCancellationRequested)
            budget.Spent(context.Now - began);
    }

    /// <summary>What is wrong with the body; null when nothing is.</summary>
    private string? TakeMemStats(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return
                json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("memstats", out var memory)
                && stats.Write(name => Number(memory, name))
                ? null
                : "/debug/vars holds no memstats";
        }
        catch (JsonException bad)
        {
            return $"/debug/vars is no JSON: {bad.Message}";
        }
    }

    private static double? Number(JsonElement memory, string name) =>
        memory.ValueKind == JsonValueKind.Object
        && memory.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var number)
            ? number
            : null;

    private async Task CountGoroutinesAsync(CancellationToken cancel)
    {
        const string start = "goroutine profile: total ";
        var (body, problem) = await debug.GetAsync("/debug/pprof/goroutine?debug=1", cancel);
        var line = body is null ? "" : Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 80)).Split('\n')[0];
        if (
            line.StartsWith(start, StringComparison.Ordinal)
            && int.TryParse(line[start.Length..], CultureInfo.InvariantCulture, out var count)
        )
            context.Read("goroutines", count);
        else
            problem ??= "/debug/pprof/goroutine holds no goroutine profile";
        if (!cancel.IsCancellationRequested)
            Tell(_goroutines, problem);
    }

    private void Tell(Outage outage, string? problem)
    {
        if (problem is null)
            outage.Work();
        else
            outage.Fail(problem, debug.Refused);
    }
}
