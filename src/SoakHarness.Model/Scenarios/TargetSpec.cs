namespace SoakHarness.Model.Scenarios;

/// <summary>
/// The program under test. At most one of <see cref="Project"/>, <see cref="Command"/>, <see cref="Pid"/> and
/// <see cref="ProcessName"/> is set; none means load only, against <see cref="Url"/>.
/// </summary>
public sealed record TargetSpec
{
    /// <summary>Absolute path of a .NET project: built in Release, then its dll is run.</summary>
    public string? Project { get; init; }

    /// <summary>Arguments appended when <see cref="Project"/> is run. Ignored otherwise.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Argument list of a program; never a shell string.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Id of a process that already runs; it is watched and never stopped.</summary>
    public int? Pid { get; init; }

    /// <summary>Name of a process that already runs; it is watched and never stopped.</summary>
    public string? ProcessName { get; init; }

    /// <summary>Absolute working directory of the started process.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>
    /// Base address of the requests; port 0 means that the harness picks a free one. Null for targets without HTTP.
    /// </summary>
    public Uri? Url { get; init; }

    /// <summary>Environment variables of the started process, added to the harness's own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Runtime of the target; null to detect it.</summary>
    public TargetRuntime? Runtime { get; init; }

    /// <summary>When the target counts as up; null when a started process counts at once.</summary>
    public ReadySpec? Ready { get; init; }

    /// <summary>
    /// Memory budget in bytes for the time-to-out-of-memory projection; null to take the cgroup's limit, if any.
    /// </summary>
    public long? MemoryLimitBytes { get; init; }

    /// <summary>Base address of a Go target's debug endpoints (expvar, pprof).</summary>
    public Uri? GoDebugUrl { get; init; }

    /// <summary>Headers sent to those endpoints, e.g. credentials; values from the environment are secret.</summary>
    public IReadOnlyDictionary<string, string> GoDebugHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Have a Go target print every collection (<c>GODEBUG=gctrace=1</c>) and record it. Only for a target the harness
    /// starts. Default false.
    /// </summary>
    public bool GoGcTrace { get; init; }

    /// <summary>Address of a Prometheus text endpoint whose metrics are recorded beside the others.</summary>
    public Uri? PrometheusUrl { get; init; }

    /// <summary>Start a .NET target suspended on a diagnostic port so that nothing from its start is missed.</summary>
    public bool StartSuspended { get; init; }

    /// <summary>
    /// Name of the process, in the started process's tree, that is judged; null for the started process itself.
    /// </summary>
    public string? WatchProcess { get; init; }

    /// <summary>Go on watching when a supervisor restarts the target under a new pid.</summary>
    public bool FollowRestarts { get; init; }

    /// <summary>How long the target may take to end after it was asked to, before it is killed. Default 10 s.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>True when the harness starts (and therefore stops) the target.</summary>
    public bool IsStarted => Project is not null || Command.Count > 0;

    /// <summary>True when there is a process to watch.</summary>
    public bool IsWatched => IsStarted || Pid is not null || ProcessName is not null;
}
