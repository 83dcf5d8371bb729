using System.Diagnostics;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;
using SoakHarness.Recordings;
using SoakHarness.Targets;

namespace SoakHarness.Runs;

/// <summary>
/// One run from start to end: scenario → target → load and sidecar → recording → analysis → report. Everything measured
/// is on disk before anything is judged.
/// </summary>
public static class SoakRun
{
    /// <summary>Runs a scenario.</summary>
    /// <param name="spec">Validated scenario.</param>
    /// <param name="options">Where to write, what to hide, who watches.</param>
    /// <param name="interrupt">Ends the run early; what was recorded until then is judged.</param>
    /// <exception cref="RecordingException">The run's folder cannot be written.</exception>
    public static Task<RunResult> ExecuteAsync(ScenarioSpec spec, RunOptions options, CancellationToken interrupt) =>
        ExecuteAsync(spec, options, HttpLoad.Create, interrupt);

    /// <summary>Runs a scenario whose load is driven by something else than its requests.</summary>
    /// <param name="spec">Validated scenario.</param>
    /// <param name="options">Where to write, what to hide, who watches.</param>
    /// <param name="load">Makes the load's driver once the target is up.</param>
    /// <param name="interrupt">Ends the run early.</param>
    /// <exception cref="RecordingException">The run's folder cannot be written.</exception>
    internal static async Task<RunResult> ExecuteAsync(
        ScenarioSpec spec,
        RunOptions options,
        Func<RunContext, ILoadDriver> load,
        CancellationToken interrupt
    )
    {
        var (folder, failure) = await MeasureAsync(spec, options, load, interrupt);
        if (failure is not null)
        {
            // The console tells the reason; the reports are for who finds only the folder.
            if (failure.Outcome == Outcome.BrokenEnvironment)
                Keep(folder, () => RunAnalysis.Judge(folder), options);
            return failure;
        }

        options.Observer?.Progress(
            new RunProgress
            {
                Scenario = spec.Name,
                Folder = folder.Path,
                Phase = "analysis",
            }
        );
        var report = RunAnalysis.Analyse(folder);
        Keep(folder, () => report, options);
        return new RunResult(report.Outcome, report.OutcomeReason, folder, report);
    }

    /// <summary>
    /// Records a process that another program loads, and judges nothing: the recording is for <c>soak analyze</c> and
    /// <c>soak report</c>. The end of the process, like <paramref name="stop"/>, is the end of the recording and no
    /// failure.
    /// </summary>
    /// <param name="spec">What is watched; its load is only a length.</param>
    /// <param name="options">Where to write, who watches.</param>
    /// <param name="during">Longest time; null for no end of its own.</param>
    /// <param name="stop">Ends the recording.</param>
    /// <returns>The run's folder; an outcome other than passed when nothing was recorded.</returns>
    /// <exception cref="RecordingException">The run's folder cannot be written.</exception>
    public static async Task<RunResult> RecordAsync(
        ScenarioSpec spec,
        RunOptions options,
        TimeSpan? during,
        CancellationToken stop
    )
    {
        var (folder, failure) = await MeasureAsync(
            spec,
            options with
            {
                IsOwnedElsewhere = true,
            },
            context => new ForeignLoad(context, during, stop),
            CancellationToken.None
        );
        return failure ?? new RunResult(Outcome.Passed, "recorded", folder, null);
    }

    /// <summary>A disk that fails costs the files, not the verdict.</summary>
    private static void Keep(RunFolder folder, Func<RunReport> report, RunOptions options)
    {
        try
        {
            ReportFiles.Write(folder, report());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or RecordingException)
        {
            options.Observer?.Say($"The reports cannot be written: {failure.Message}");
        }
    }

    private static async Task<(RunFolder Folder, RunResult? Failure)> MeasureAsync(
        ScenarioSpec spec,
        RunOptions options,
        Func<RunContext, ILoadDriver> load,
        CancellationToken interrupt
    )
    {
        var startedAt = TimeProvider.System.GetUtcNow();
        var folder = RunFolder.Create(options.OutputDirectory, spec.Name, startedAt);
        var secrets = Secrets.Of(spec, options.Secrets);
        await using var store = RecordingStore.Open(folder.Recording, secrets);
        var context = new RunContext(
            spec,
            folder,
            secrets,
            store,
            Stopwatch.GetTimestamp(),
            new SafeObserver(options.Observer, secrets)
        )
        {
            TargetEnd = options.IsOwnedElsewhere ? RunEventKind.Note : RunEventKind.TargetExit,
        };
        store.Reserve(reason => new RunEvent(context.Generator, context.Now, RunEventKind.CollectorExit, reason));
        store.Describe(RunDescription.Describe(Identify(spec, folder, startedAt, options), spec, secrets));
        try
        {
            await Measurement.RunAsync(context, load, interrupt);
            return (folder, null);
        }
        catch (TargetException failure)
        {
            var message = secrets.Mask(failure.Message);
            // Who watches is told by the result.
            foreach (var entry in TargetEnd.Of(message, context.Generator, context.Now))
                store.Write(entry);
            return (folder, new RunResult(Outcome.BrokenEnvironment, message, folder, null));
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            return (
                folder,
                new RunResult(
                    Outcome.Interrupted,
                    "Interrupted before the target was ready; nothing was measured.",
                    folder,
                    null
                )
            );
        }
    }

    private static RunIdentity Identify(
        ScenarioSpec spec,
        RunFolder folder,
        DateTimeOffset startedAt,
        RunOptions options
    )
    {
        var facts = MachineFacts
            .Read()
            .Concat(
                BuildFacts.Read(AmbientEnvironment.Read(), spec.BaseDirectory.Length > 0 ? spec.BaseDirectory : ".")
            )
            .ToDictionary(fact => fact.Key, fact => fact.Value);
        if (options.Command.Length > 0)
            facts["command"] = options.Command;
        return new RunIdentity
        {
            RunId = Path.GetFileName(folder.Path),
            Scenario = spec.Name,
            StartedAt = startedAt,
            HarnessVersion = typeof(SoakRun).Assembly.GetName().Version?.ToString(3) ?? "",
            Facts = facts,
        };
    }
}
