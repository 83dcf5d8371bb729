using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Keys;

/// <summary>Keys of <c>target</c>.</summary>
internal static class TargetKeys
{
    private static readonly ScalarShape Runtime = Scalars.Choice(
        ("dotnet", TargetRuntime.DotNet),
        ("go", TargetRuntime.Go),
        ("jvm", TargetRuntime.Jvm),
        ("node", TargetRuntime.Node),
        ("process", TargetRuntime.Process)
    );

    /// <summary>The map under <c>target</c>.</summary>
    public static MapShape Shape { get; } =
        new([
            new(
                "project",
                PathShape.ToProject,
                "A .NET project file (built in Release, then its dll is run) or the folder of a Go module (go build)."
            )
            {
                AlsoWritten = "csproj app",
            },
            new(
                "command",
                new ListShape<string>(Scalars.Text),
                "A program and its arguments; never a shell string. A path to the program counts from working-directory."
            )
            {
                AlsoWritten = "cmd exec run program executable",
            },
            new(
                "pid",
                Scalars.Whole(1, int.MaxValue),
                "Id of a process that already runs; it is watched and never stopped."
            )
            {
                AlsoWritten = "process-id process",
            },
            new("process-name", Scalars.Text, "Name of a process that already runs; it is watched and never stopped.")
            {
                AlsoWritten = "process name",
            },
            new("arguments", new ListShape<string>(Scalars.TextOrEmpty), "Arguments appended when the project is run.")
            {
                AlsoWritten = "args argv",
            },
            new("working-directory", PathShape.ToFolder, "Folder the target is started in.")
            {
                AlsoWritten = "cwd workdir dir directory folder",
                Default = "the scenario file's folder",
            },
            new(
                "url",
                Scalars.Url,
                "Base address of the requests; port 0: a free one is picked and passed in ASPNETCORE_URLS and PORT."
            )
            {
                AlsoWritten = "address base-url host port endpoint",
            },
            new(
                "env",
                new DictionaryShape<string>(Scalars.TextOrEmpty, "environment variables"),
                "Environment variables of the started target."
            )
            {
                AlsoWritten = "environment environment-variables variables",
            },
            new("runtime", Runtime, "Runtime of the target: decides what the sidecar reads.")
            {
                AlsoWritten = "kind type language framework",
                Default = "detected",
            },
            new("ready", Ready, "When the target counts as up.")
            {
                AlsoWritten = "health health-check readiness wait-for",
                Default = "at once",
            },
            new("memory-limit", Scalars.Size, "Budget for the time-to-out-of-memory projection.")
            {
                AlsoWritten = "memory limit max-memory",
                Default = "the cgroup's limit, if any",
            },
            new("go", Go, "What a Go target tells of itself."),
            new("metrics", Metrics, "Metrics the target exports by itself.") { AlsoWritten = "prometheus" },
            new(
                "start-suspended",
                Scalars.Flag,
                "Start a .NET target suspended on a diagnostic port, so that nothing from its start is missed."
            )
            {
                AlsoWritten = "suspend suspended",
                Default = "false",
            },
            new(
                "watch-process",
                Scalars.Text,
                "Name of the process, among the target and its children, that is judged. Needed where a child answers at url, not the started process."
            )
            {
                Default = "the started process",
            },
            new("follow-restarts", Scalars.Flag, "Go on watching when a supervisor restarts the target under a new id.")
            {
                Default = "false",
            },
            new("stop-within", Scalars.Duration, "How long the target may take to end before it is killed.")
            {
                Default = "10s",
            },
        ])
        {
            Exclusives = [new Exclusive(["project", "command", "pid", "process-name"])],
        };

    private static MapShape Ready =>
        new([
            new("path", Scalars.RequestPath, "Path that answers with a status below 400 once the target is up.")
            {
                AlsoWritten = "url endpoint",
                IsRequired = true,
            },
            new("within", Scalars.Duration, "Deadline after the start.")
            {
                AlsoWritten = "timeout deadline",
                Default = "30s",
            },
        ])
        {
            Alone = _ => "path",
        };

    private static MapShape Go =>
        new([
            new(
                "debug-url",
                Scalars.Url,
                "Base address of /debug/pprof and /debug/vars, a path before /debug included; port 0: the target's own."
            ),
            new(
                "headers",
                new DictionaryShape<string>(Scalars.TextOrEmpty, "header names"),
                "Headers sent to debug-url, e.g. credentials."
            )
            {
                AlsoWritten = "header authorization token",
            },
            new("gctrace", Scalars.Flag, "Have the target print every collection (GODEBUG=gctrace=1) and record it.")
            {
                Default = "false; lines are recorded when GODEBUG is set anyway",
            },
        ])
        {
            Alone = _ => "debug-url",
        };

    private static MapShape Metrics =>
        new([
            new("prometheus", Scalars.Url, "Address of a Prometheus text endpoint, recorded beside the other metrics.")
            {
                IsRequired = true,
            },
        ])
        {
            Alone = _ => "prometheus",
        };
}
