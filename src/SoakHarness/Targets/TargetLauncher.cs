using System.Collections;
using SoakHarness.Model.Scenarios;
using SoakHarness.Recordings;

namespace SoakHarness.Targets;

/// <summary>Brings up the target of a scenario: builds, starts or finds it.</summary>
internal static class TargetLauncher
{
    /// <param name="spec">The scenario's target.</param>
    /// <param name="folder">The run's folder, for the target's log.</param>
    /// <param name="secrets">Masked in the log.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="TargetException">It cannot be built, started or found.</exception>
    internal static async Task<WatchedTarget> LaunchAsync(
        TargetSpec spec,
        RunFolder folder,
        Secrets secrets,
        CancellationToken cancel
    )
    {
        var port = spec.StartSuspended ? SuspendPort.Open() : null;
        IRunningTarget target;
        try
        {
            target = spec.IsStarted ? await StartAsync(spec, port, (folder, secrets), cancel) : Find(spec);
        }
        catch when (port is not null)
        {
            await port.DisposeAsync();
            throw;
        }

        return await WatchedTarget.FindAsync(target, spec, port, cancel);
    }

    private static FoundTarget Find(TargetSpec spec) =>
        spec switch
        {
            { Pid: { } pid } => FoundTarget.ByPid(pid, spec.Url),
            { ProcessName: { } name } => FoundTarget.ByName(name, spec.Url),
            _ => FoundTarget.Address(
                spec.Url ?? throw new TargetException("The scenario names neither a process nor a url to load.")
            ),
        };

    private static async Task<StartedTarget> StartAsync(
        TargetSpec spec,
        SuspendPort? port,
        (RunFolder Folder, Secrets Secrets) run,
        CancellationToken cancel
    )
    {
        if (spec.Url is { Port: > 0 } url && FreePort.IsTaken(url))
        {
            throw new TargetException(
                $"Something already listens at {url}: the load would go to it, not to the target. "
                    + "Stop it, or write port 0 in target.url and the harness picks a free one."
            );
        }

        var command = spec.Project is { } project
            ? [.. await ProjectBuild.BuildAsync(project, cancel), .. spec.Arguments]
            : spec.Command;
        var plan = TargetPlan.Create(spec, command, Ambient(), FreePort.Find).On(port);
        var log = new TargetLog(run.Folder.TargetLog, run.Secrets.Mask);
        return await StartedTarget.StartAsync(plan, run.Folder.File("target.status"), log, spec.StopWithin);
    }

    private static Dictionary<string, string> Ambient() =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(pair => (string)pair.Key, pair => (string)(pair.Value ?? ""));
}
