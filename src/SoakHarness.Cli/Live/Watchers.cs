using System.CommandLine;
using System.Net;
using SoakHarness.Model.Scenarios;
using SoakHarness.Recordings;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Live;

/// <summary>
/// Everything that shows the runs of one command to somebody else than the console. Lifecycle: started once, stopped by
/// disposal.
/// </summary>
internal sealed class Watchers : IRunsObserver, IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _started = [];
    private readonly List<IRunObserver> _observers = [];
    private readonly Observers _all;
    private Dashboard? _dashboard;
    private RunFolder? _last;

    private Watchers() => _all = new Observers(_observers);

    /// <summary>Starts what is asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">Options to look for.</param>
    /// <param name="errors">Takes addresses and problems.</param>
    /// <returns>Null when something cannot be started; the problem is written.</returns>
    internal static async Task<Watchers?> StartAsync(ParseResult parsed, LiveOptions options, TextWriter errors)
    {
        var watchers = new Watchers();
        var port = parsed.GetValue(options.Prometheus);
        try
        {
            if (port is { } known)
                watchers.Add(new PrometheusEndpoint(known));
        }
        catch (Exception bad) when (bad is HttpListenerException or ArgumentException)
        {
            await errors.WriteLineAsync($"--prometheus {port}: {bad.Message}. Name a free port from 1 to 65535.");
            await watchers.DisposeAsync();
            return null;
        }

        if (parsed.GetValue(options.Otlp) is { } collector)
            watchers.Add(new OtlpExport(collector));
        if (parsed.GetValue(options.Dashboard))
        {
            var dashboard = watchers._dashboard = new Dashboard();
            watchers._started.Add(dashboard);
            watchers._observers.Add(dashboard.Feed);
            await errors.WriteLineAsync($"dashboard: {dashboard.Address}");
        }

        return watchers;
    }

    /// <summary>True when somebody else than the console is shown the runs.</summary>
    internal bool IsAny => _observers.Count > 0;

    public void Begin(IReadOnlyList<string> gating) => _dashboard?.Feed.Begin(gating);

    public void Progress(RunProgress progress) => _all.Progress(progress);

    public void Say(string message) => _all.Say(message);

    public void End(RunFolder folder, string reason)
    {
        _last = folder;
        _dashboard?.Feed.End($"{Path.GetFileName(folder.Path)}: {reason}");
    }

    /// <summary>Runs a scenario, shown on the console and to all of them.</summary>
    /// <param name="scenario">Validated scenario.</param>
    /// <param name="options">All but who watches.</param>
    /// <param name="interrupt">Ends the run early.</param>
    internal async Task<RunResult> RunAsync(ScenarioSpec scenario, RunOptions options, CancellationToken interrupt)
    {
        await using var view = ProgressViews.Create();
        Begin(scenario.Verdict.Metrics);
        var result = await SoakRun.ExecuteAsync(
            scenario,
            options with
            {
                Observer = new Observers([view, this]),
            },
            interrupt
        );
        End(result.Folder, result.Reason);
        return result;
    }

    /// <summary>No other run follows: open pages become the last one's report.</summary>
    internal async Task FinishAsync()
    {
        if (_dashboard is null)
            return;
        var page = _last?.File("report.html");
        await _dashboard.FinishAsync(page is not null && File.Exists(page) ? await File.ReadAllTextAsync(page) : null);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _started)
            await one.DisposeAsync();
    }

    private void Add<T>(T watcher)
        where T : IRunObserver, IAsyncDisposable
    {
        _started.Add(watcher);
        _observers.Add(watcher);
    }
}
