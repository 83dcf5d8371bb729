using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Binding;

/// <summary>Turns <c>target</c> into its record and checks what one key alone cannot tell.</summary>
internal static class TargetBinding
{
    private static readonly string[] NeedStart =
    [
        "working-directory",
        "env",
        "start-suspended",
        "watch-process",
        "stop-within",
    ];

    /// <summary>Binds the map.</summary>
    /// <param name="map">The map under <c>target</c>.</param>
    public static TargetSpec Bind(MapValue map)
    {
        CheckKind(map);
        CheckUrl(map);
        CheckWatched(map);
        CheckGo(map);
        return new TargetSpec
        {
            Project = map.Find<string>("project"),
            Arguments = map.Get<string[]>("arguments", []),
            Command = map.Get<string[]>("command", []),
            Pid = map.Get<long?>("pid", null) is { } pid ? (int)pid : null,
            ProcessName = map.Find<string>("process-name"),
            WorkingDirectory = IsStarted(map) ? map.Get("working-directory", map.Reading.BaseDirectory) : null,
            Url = map.Find<Uri>("url"),
            Environment = map.Get("env", new Dictionary<string, string>()),
            Runtime = map.Get<TargetRuntime?>("runtime", null) ?? (map.Has("go") ? TargetRuntime.Go : null),
            Ready = map.Find<MapValue>("ready") is { } ready ? BindReady(ready) : null,
            MemoryLimitBytes = map.Get<long?>("memory-limit", null),
            GoDebugUrl = map.Find<MapValue>("go")?.Find<Uri>("debug-url"),
            GoDebugHeaders =
                map.Find<MapValue>("go")?.Get("headers", new Dictionary<string, string>())
                ?? new Dictionary<string, string>(),
            GoGcTrace = map.Find<MapValue>("go")?.Get("gctrace", false) ?? false,
            PrometheusUrl = map.Find<MapValue>("metrics")?.Find<Uri>("prometheus"),
            StartSuspended = map.Get("start-suspended", false),
            WatchProcess = map.Find<string>("watch-process"),
            FollowRestarts = map.Get("follow-restarts", false),
            StopWithin = map.Get("stop-within", new TargetSpec().StopWithin),
        };
    }

    private static ReadySpec BindReady(MapValue ready) =>
        new(ready.Get("path", "/"), ready.Get("within", TimeSpan.FromSeconds(30)));

    private static bool IsStarted(MapValue map) => map.Has("project") || map.Has("command");

    private static void CheckKind(MapValue map)
    {
        var isWatched = map.Has("pid") || map.Has("process-name");
        if (!IsStarted(map) && !isWatched && !map.Has("url"))
        {
            map.Report("needs one of the keys project, command, pid, process-name, or url alone for load only");
        }

        if (map.Has("arguments") && !map.Has("project"))
        {
            map.Report("arguments", "is only for a project; with command, write the arguments there");
        }

        foreach (var key in NeedStart.Where(key => map.Has(key) && !IsStarted(map)))
        {
            map.Report(key, "is only for a target the harness starts (project or command)");
        }
    }

    private static void CheckWatched(MapValue map)
    {
        if (map.Get("follow-restarts", false) && !map.Has("watch-process") && !map.Has("process-name"))
        {
            map.Report(
                "follow-restarts",
                "needs watch-process or process-name: after a restart the process is found again by that name"
            );
        }

        if (
            map.Get("start-suspended", false)
            && map.Get<TargetRuntime?>("runtime", null) is { } runtime and not TargetRuntime.DotNet
        )
        {
            map.Report(
                "start-suspended",
                $"is only for .NET targets; runtime is {runtime.ToString().ToLowerInvariant()}"
            );
        }
    }

    private static void CheckGo(MapValue map)
    {
        if (map.Find<MapValue>("go") is not { } go)
            return;
        if (!go.Has("debug-url") && !go.Has("gctrace"))
            map.Report("go", "needs debug-url, the address of /debug/pprof and /debug/vars, or gctrace: true");
        if (go.Has("headers") && !go.Has("debug-url"))
            map.Report("go", "has headers, which are sent to debug-url: name that, too");
        if (go.Get("gctrace", false) && !IsStarted(map))
            map.Report("go", "has gctrace, which only a target the harness starts (project or command) can be told");
    }

    private static void CheckUrl(MapValue map)
    {
        if (map.Has("ready") && !map.Has("url"))
        {
            map.Report("ready", "needs target.url, which it asks");
        }

        if (map.Find<Uri>("url") is { Port: 0 } && !IsStarted(map))
        {
            map.Report("url", "has port 0, which only a target the harness starts (project or command) can be given");
        }
    }
}
