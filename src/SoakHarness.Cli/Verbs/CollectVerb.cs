using System.CommandLine;
using SoakHarness.Cli.Live;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;
using SoakHarness.Runs;
using SoakHarness.ScenarioFiles.Values;

namespace SoakHarness.Cli.Verbs;

/// <summary>
/// <c>soak collect</c>: the sidecar alone, beside a process that another harness drives. It writes a recording and
/// judges nothing.
/// </summary>
internal static class CollectVerb
{
    // Without a length of its own a recording has its first snapshots as one of this length would, and the last one at
    // its end.
    private static readonly TimeSpan Nominal = TimeSpan.FromMinutes(3);

    private static readonly Option<int?> Pid = new("--pid") { Description = "Process to watch; it is never stopped." };
    private static readonly Option<string?> Named = new("--process-name")
    {
        Description = "Process to watch, by name; it is found again when it is restarted.",
    };
    private static readonly Option<string?> During = new("--during")
    {
        Description = "How long, e.g. 30m. Otherwise until the process ends, or Ctrl+C or SIGTERM.",
    };
    private static readonly Option<string?> Limit = new("--memory-limit")
    {
        Description = "Memory budget, e.g. 512MiB. Otherwise the limit of its cgroup, if any.",
    };
    private static readonly Option<string?> Meter = new("--operations-meter")
    {
        Description = "Counts its operations from a Meter: Meter.Name/instrument.name.",
    };
    private static readonly Option<Uri?> Prometheus = new("--prometheus")
    {
        Description = "Address of a Prometheus text endpoint, recorded too.",
    };
    private static readonly Option<Uri?> GoDebug = new("--go-debug-url")
    {
        Description = "Base address of a Go program's /debug/pprof and /debug/vars.",
    };
    private static readonly Option<bool> Passive = new("--passive")
    {
        Description = "Induce no GC and take no snapshot: only watch.",
    };

    internal static Command Create()
    {
        var output = RunSettings.Output();
        var command = new Command(
            "collect",
            "Records a process that another program loads, for soak analyze and soak report to judge."
        )
        {
            Pid,
            Named,
            During,
            Limit,
            Meter,
            Prometheus,
            GoDebug,
            Passive,
            output,
        };
        command.SetAction((parsed, _) => CollectAsync(parsed, parsed.GetRequiredValue(output)));
        return command;
    }

    private static async Task<int> CollectAsync(ParseResult parsed, string output)
    {
        var length = TimeSpan.Zero;
        if (parsed.GetValue(During) is { } text && !DurationText.TryParse(text, out length))
            return await RefuseAsync($"--during {text}: write a number and a unit: 90s, 10m, 8h or 2d.");
        long limit = 0;
        if (parsed.GetValue(Limit) is { } size && !SizeText.TryParse(size, out limit))
            return await RefuseAsync($"--memory-limit {size}: write {SizeText.Expected}.");
        if (parsed.GetValue(Pid) is null == parsed.GetValue(Named) is null)
            return await RefuseAsync("Say what to watch, with one of --pid and --process-name.");
        return await RecordAsync(Scenario(parsed, length, limit), length == TimeSpan.Zero ? null : length, output);
    }

    private static async Task<int> RefuseAsync(string problem)
    {
        await Console.Error.WriteLineAsync(problem);
        return ExitCodes.BadInput;
    }

    private static async Task<int> RecordAsync(ScenarioSpec scenario, TimeSpan? during, string output)
    {
        using var interruption = new Interruption();
        RunResult result;
        await using (var view = ProgressViews.Create())
            result = await SoakRun.RecordAsync(
                scenario,
                new RunOptions { OutputDirectory = output, Observer = view },
                during,
                interruption.Token
            );
        if (result.Outcome == Outcome.Passed)
            await Console.Out.WriteLineAsync(ShownPath.Of(result.Folder.Path));
        else
            await Console.Error.WriteLineAsync(result.Reason);
        return (int)result.Outcome;
    }

    private static ScenarioSpec Scenario(ParseResult parsed, TimeSpan during, long limit) =>
        new()
        {
            Name = parsed.GetValue(Named) is { } name
                ? $"collect-{name}"
                : FormattableString.Invariant($"collect-{parsed.GetValue(Pid)}"),
            Target = new TargetSpec
            {
                Pid = parsed.GetValue(Pid),
                ProcessName = parsed.GetValue(Named),
                FollowRestarts = parsed.GetValue(Named) is not null,
                MemoryLimitBytes = limit == 0 ? null : limit,
                PrometheusUrl = parsed.GetValue(Prometheus),
                GoDebugUrl = parsed.GetValue(GoDebug),
            },
            Load = new LoadSpec
            {
                SelfDriven = new SelfDrivenSpec
                {
                    During = during == TimeSpan.Zero ? Nominal : during,
                    Meter = parsed.GetValue(Meter),
                },
            },
            Watch = parsed.GetValue(Passive)
                ? new WatchSpec
                {
                    Checkpoint = null,
                    HeapSnapshots = 0,
                    Drain = TimeSpan.Zero,
                    AllocationSampling = TimeSpan.Zero,
                }
                // Whether the load has ended when the recording does is not known: nothing is taken for drained.
                : new WatchSpec { Drain = TimeSpan.Zero },
        };
}
