using System.CommandLine;
using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Values;

namespace SoakHarness.Cli.Verbs;

/// <summary>Options that say which running process is watched, and what is known of it.</summary>
internal sealed class WatchOptions
{
    private readonly Option<int?> _pid = new("--pid") { Description = "Process to watch; it is never stopped." };
    private readonly Option<string?> _named = new("--process-name")
    {
        Description = "Process to watch, by name; it is found again when it is restarted.",
    };
    private readonly Option<string?> _during;
    private readonly Option<string?> _limit = new("--memory-limit")
    {
        Description = "Memory budget, e.g. 512MiB. Otherwise the limit of its cgroup, if any.",
    };
    private readonly Option<string?> _meter = new("--operations-meter")
    {
        Description = "Counts its operations from a Meter: Meter.Name/instrument.name.",
    };
    private readonly Option<Uri?> _goDebug = new("--go-debug-url")
    {
        Description = "Base address of a Go program's /debug/pprof and /debug/vars.",
    };
    private readonly Option<bool> _passive = new("--passive")
    {
        Description = "Induce no GC and take no snapshot: only watch.",
    };

    /// <summary>Address of what it exports; <c>--prometheus</c> of other verbs is a port of ours.</summary>
    internal Option<Uri?> Prometheus { get; } =
        new("--prometheus-url") { Description = "Address of a Prometheus text endpoint, recorded too." };

    /// <param name="during">What <c>--during</c> is for, and its default.</param>
    internal WatchOptions(string during) => _during = new Option<string?>("--during") { Description = during };

    internal void AddTo(Command command)
    {
        foreach (var option in (Option[])[_pid, _named, _during, _limit, _meter, Prometheus, _goDebug, _passive])
            command.Add(option);
    }

    /// <summary>The scenario that the options describe: a process that drives itself.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="verb">First word of its name.</param>
    /// <param name="otherwise">Its length when none is given.</param>
    /// <param name="errors">Takes the first problem.</param>
    /// <returns>The scenario, and whether a length was given; null after a problem.</returns>
    internal (ScenarioSpec Scenario, bool IsTimed)? Read(
        ParseResult parsed,
        string verb,
        TimeSpan otherwise,
        TextWriter errors
    )
    {
        if (Problem(parsed, out var length, out var limit) is { } problem)
        {
            errors.WriteLine(problem);
            return null;
        }

        var isTimed = length > TimeSpan.Zero;
        var (pid, named) = (parsed.GetValue(_pid), parsed.GetValue(_named));
        var scenario = new ScenarioSpec
        {
            Name = named is not null ? $"{verb}-{named}" : FormattableString.Invariant($"{verb}-{pid}"),
            Target = new TargetSpec
            {
                Pid = pid,
                ProcessName = named,
                FollowRestarts = named is not null,
                MemoryLimitBytes = limit == 0 ? null : limit,
                PrometheusUrl = parsed.GetValue(Prometheus),
                GoDebugUrl = parsed.GetValue(_goDebug),
            },
            Load = new LoadSpec
            {
                SelfDriven = new SelfDrivenSpec
                {
                    During = isTimed ? length : otherwise,
                    Meter = parsed.GetValue(_meter),
                },
            },
            Watch = Watch(parsed.GetValue(_passive)),
        };
        return (scenario, isTimed);
    }

    private string? Problem(ParseResult parsed, out TimeSpan length, out long limit)
    {
        (length, limit) = (TimeSpan.Zero, 0);
        if (parsed.GetValue(_during) is { } text && !DurationText.TryParse(text, out length))
            return $"--during {text}: write a number and a unit: 90s, 10m, 8h or 2d.";
        if (parsed.GetValue(_limit) is { } size && !SizeText.TryParse(size, out limit))
            return $"--memory-limit {size}: write {SizeText.Expected}.";
        return parsed.GetValue(_pid) is null == parsed.GetValue(_named) is null
            ? "Say what to watch, with one of --pid and --process-name."
            : null;
    }

    private static WatchSpec Watch(bool isPassive) =>
        isPassive
            ? new WatchSpec
            {
                Checkpoint = null,
                HeapSnapshots = 0,
                Drain = TimeSpan.Zero,
                AllocationSampling = TimeSpan.Zero,
            }
            // Somebody else's load may go on: nothing is taken for drained.
            : new WatchSpec { Drain = TimeSpan.Zero };
}
