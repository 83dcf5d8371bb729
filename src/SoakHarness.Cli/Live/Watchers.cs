using System.CommandLine;
using System.Net;
using SoakHarness.Model.Scenarios;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Live;

/// <summary>
/// Everything that shows the runs of one command to somebody else than the console. Lifecycle: started once, stopped by
/// disposal.
/// </summary>
internal sealed class Watchers : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _started = [];
    private readonly List<IRunObserver> _observers = [];
    private Dashboard? _dashboard;

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

    /// <summary>Who watches a run: the console's view and all others.</summary>
    internal IRunObserver With(IRunObserver view, ScenarioSpec spec)
    {
        _dashboard?.Feed.Begin(spec.Verdict.Metrics);
        return new Observers([view, .. _observers]);
    }

    /// <summary>Tells that a run is over.</summary>
    /// <param name="result">The run.</param>
    /// <param name="isLast">True when no other follows: open pages become its report.</param>
    internal async Task EndAsync(RunResult result, bool isLast)
    {
        if (_dashboard is null)
            return;
        _dashboard.Feed.End($"{Path.GetFileName(result.Folder.Path)}: {result.Reason}");
        var page = result.Folder.File("report.html");
        if (isLast)
            await _dashboard.FinishAsync(
                result.Report is not null && File.Exists(page) ? await File.ReadAllTextAsync(page) : null
            );
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
