using System.Collections;
using SoakHarness.Load;
using SoakHarness.Load.External;
using SoakHarness.Load.Thresholds;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;
using SoakHarness.Targets;

namespace SoakHarness.Runs;

/// <summary>
/// Load that another program generates. Lifecycle: the program is started; its results are imported while they grow; it
/// ends by itself, or it is asked to end (SIGTERM) and killed after the grace period: after <c>within</c>, when the run
/// is stopped, or when a threshold ends the run. Then the rest of the results is imported. It cannot be paused. That it
/// failed, or that its requests could not be counted, is recorded and makes the run prove nothing.
/// </summary>
internal sealed class ExternalLoad : ILoadDriver
{
    /// <summary>Name of the phase after the warm-up.</summary>
    internal const string Phase = "external";

    // k6 ends with this code when the load ran to its end and a threshold of its own was not kept.
    private const int K6ThresholdsFailed = 99;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private readonly RunContext _context;
    private readonly ExternalLoadSpec _spec;
    private readonly string _results;
    private IResultsImport? _import;
    private double _began = double.NaN;
    private bool _isWarm;

    internal ExternalLoad(RunContext context, ExternalLoadSpec spec)
    {
        _context = context;
        _spec = spec;
        _results =
            spec.Results ?? context.Folder.File(spec.Format is ResultsFormat.K6Json ? "external.json" : "external.csv");
    }

    /// <inheritdoc />
    public LoadState State
    {
        get
        {
            var elapsed = double.IsNaN(_began) ? TimeSpan.Zero : TimeSpan.FromSeconds(_context.Now - _began);
            return new LoadState
            {
                Phase = _isWarm ? Phase : "warm-up",
                Elapsed = elapsed,
                Remaining = _spec.Within > elapsed ? _spec.Within - elapsed : null,
                DeliveredRate = _import?.Progress.DeliveredRate ?? 0,
                Errors = _import?.Progress.Errors ?? 0,
                P99Ms = _import?.Progress.P99Ms,
            };
        }
    }

    /// <inheritdoc />
    public async Task RunAsync(CancellationToken stop)
    {
        _began = _context.Now;
        _import = CreateImport();
        if (_context.Spec.Load.WarmUp > TimeSpan.Zero)
            _context.Record(RunEventKind.Phase, "warm-up");
        var log = new TargetLog(_context.Folder.File("external.log"), _context.Secrets.Mask);
        try
        {
            var program = await StartedTarget.StartAsync(
                Plan(),
                _context.Folder.File("external.status"),
                log,
                _context.Spec.Load.StopWithin
            );
            await using (program)
                await FollowAsync(program, stop);
            Judge(program, stop);
        }
        catch (TargetException failure)
        {
            _context.Record(RunEventKind.LoadFailed, $"The external load was not started: {failure.Message}");
        }

        Finish(stop);
    }

    /// <inheritdoc />
    public Task PauseAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public void Resume() => _context.Observer.Say("The external load was not paused for the checkpoint.");

    private async Task FollowAsync(StartedTarget program, CancellationToken stop)
    {
        while (!program.Exited.IsCompleted && !stop.IsCancellationRequested && !IsOver())
        {
            await Task.WhenAny(program.Exited, Task.Delay(Every, stop));
            WarmUpEnds();
            _import?.Follow(_context.Now);
        }
    }

    private bool IsOver() =>
        _import?.Broken is not null || (_spec.Within is { } within && _context.Now - _began >= within.TotalSeconds);

    private void WarmUpEnds()
    {
        if (_isWarm || _context.Now - _began < _context.Spec.Load.WarmUp.TotalSeconds)
            return;
        _isWarm = true;
        _context.Record(RunEventKind.Phase, Phase);
    }

    /// <summary>
    /// A program that ended by itself must have ended well; of one that was ended, the code says nothing.
    /// </summary>
    private void Judge(StartedTarget program, CancellationToken stop)
    {
        if (_import?.Broken is { } broken)
            _context.Record(RunEventKind.Aborted, broken);
        else if (IsOver())
            _context.Record(
                RunEventKind.Note,
                FormattableString.Invariant(
                    $"The external load was ended after {_spec.Within!.Value.TotalSeconds:0.#} s, as load.external.within says."
                )
            );
        else if (!stop.IsCancellationRequested)
            Judge(program.Exited.Result, program.LastLines);
    }

    private void Judge(TargetExit exit, IReadOnlyList<string> lines)
    {
        if (exit.ExitCode == K6ThresholdsFailed && _spec.Format is ResultsFormat.K6Csv or ResultsFormat.K6Json)
            _context.Record(
                RunEventKind.Aborted,
                "k6 exited with code 99: a threshold of its own test was not kept (see external.log)."
            );
        else if (exit.ExitCode != 0)
            _context.Record(
                RunEventKind.LoadFailed,
                $"The external load {exit} (its output is in external.log; the last of it: {Last(lines)})."
            );
        else if (!_isWarm)
            _context.Record(RunEventKind.LoadFailed, "The external load ended before the warm-up was over.");
    }

    private static string Last(IReadOnlyList<string> lines) =>
        lines.LastOrDefault(line => !string.IsNullOrWhiteSpace(line))?.Trim() ?? "it wrote nothing";

    private void Finish(CancellationToken stop)
    {
        if (_import is null)
        {
            _context.Record(
                RunEventKind.Note,
                "An external load was run whose results were not imported: requests were not counted, so growth is told by time alone."
            );
            return;
        }

        foreach (var remark in _import.Finish(_context.Now))
            _context.Record(RunEventKind.Problem, remark);
        if (_import.Requests > 0)
            _context.Record(
                RunEventKind.Note,
                FormattableString.Invariant(
                    $"{_import.Requests} requests were imported from the external load's results. "
                )
                    + "Their durations are service times, as the generator measured them; when they were due and how many were asked for is not known."
            );
        else if (!stop.IsCancellationRequested)
            _context.Record(RunEventKind.LoadFailed, NoRequests());
    }

    private string NoRequests() =>
        File.Exists(_results)
            ? $"The results of the external load, {Path.GetFileName(_results)}, tell of no request: is load.external.results.format the right one?"
            : $"The external load wrote no results: {Path.GetFileName(_results)} is not there. Does the command write to ${{SOAK_RESULTS}}, or to load.external.results.file?";

    private IResultsImport? CreateImport()
    {
        if (_spec.Format is not { } format)
            return null;
        var target = new LoadTarget(
            _context.Spec.Name,
            _context.Url,
            _context.Store,
            _context.Generator,
            _context.Origin
        )
        {
            Thresholds =
            [
                .. _context
                    .Spec.Verdict.Thresholds.Select(text => ThresholdParser.Parse(text, out _))
                    .OfType<ThresholdExpression>(),
            ],
        };
        var unix = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        return ResultsImports.Create(
            format,
            _results,
            target,
            new ImportClock(_began, unix, _context.Spec.Load.WarmUp)
        );
    }

    private TargetPlan Plan()
    {
        var folder = _context.Spec.BaseDirectory is { Length: > 0 } given ? given : Directory.GetCurrentDirectory();
        var url = _context.Url?.GetLeftPart(UriPartial.Authority) ?? "";
        var environment = Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(pair => (string)pair.Key, pair => (string)(pair.Value ?? ""));
        environment["SOAK_URL"] = url;
        environment["SOAK_RESULTS"] = _results;
        // By itself k6 writes whole seconds.
        if (_spec.Format == ResultsFormat.K6Csv)
            environment.TryAdd("K6_CSV_TIME_FORMAT", "unix_nano");
        string[] arguments =
        [
            .. _spec.Command.Select(a =>
                a.Replace("${SOAK_URL}", url, StringComparison.Ordinal)
                    .Replace("${SOAK_RESULTS}", _results, StringComparison.Ordinal)
            ),
        ];
        return new TargetPlan(arguments, folder, environment, null);
    }
}
