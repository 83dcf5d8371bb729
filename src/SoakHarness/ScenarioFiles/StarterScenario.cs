namespace SoakHarness.ScenarioFiles;

/// <summary>Commented scenarios to start from; each validates once the names it marks are right.</summary>
public static class StarterScenario
{
    private const string DotNetTarget = """
        target:
          # The built app and its arguments; or `project: ../src/Shop/Shop.csproj` to have it built first.
          command: [dotnet, Shop.dll]
          url: http://127.0.0.1:0        # port 0: a free one is picked and passed in ASPNETCORE_URLS and PORT
          ready: { path: /health, within: 30s }    # any page that answers once the app is up
          memory-limit: 512MiB           # for the time to out of memory

        """;

    private const string GoTarget = """
        target:
          # The built program; or `project: ../shop` (the folder of its go.mod) to have it built first.
          command: [./shop]
          url: http://127.0.0.1:8080
          runtime: go
          go: { debug-url: "http://127.0.0.1:6060" }    # net/http/pprof and expvar
          ready: { path: /health, within: 30s }         # any page that answers once the app is up
          memory-limit: 512MiB           # for the time to out of memory

        """;

    private const string RequestLoad = """
        load:
          warm-up: 10s                   # recorded, but left out of the verdict
          simulations:                   # run one after another; also ramping-inject, keep-constant, pause, iterations
            - inject: { rate: 100/s, during: 5m }
          requests:                      # a weighted mix; or `steps:` for an ordered journey
            - { name: home, path: /, weight: 3 }
            - { name: add-to-cart, method: POST, path: /cart, json: { sku: 7 }, expect: { status: [200, 201] } }
            # A leak by key shows only where keys differ: path: "/cart/${soak.uuid}", or ${soak.random(1000)}.

        """;

    private const string WorkerTarget = """
        target:
          # The built worker and its arguments; or `project: ../src/Worker/Worker.csproj` to have it built first.
          command: [dotnet, Worker.dll]
          memory-limit: 512MiB           # for the time to out of memory

        """;

    private const string WorkerLoad = """
        load:
          # The worker drives itself; its operations are counted from a Meter, from its output
          # (`stdout: "jobs=(\\d+)"`) or from a Prometheus counter.
          self-driven: { during: 10m, operations: { meter: "Shop.Worker/jobs.done" } }

        """;

    private const string WatchAndVerdict = """
        watch:
          every: 1s                      # sampling period
          heap-snapshots: 3              # to name what leaks and what holds it; 0 is off
        verdict:
          min-growth: 1MiB/h             # less is not worth failing; also 2%/h or 100 bytes/request

        """;

    /// <summary>The kinds of scenario that can be written.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["dotnet", "go", "worker"];

    /// <summary>Renders a scenario.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="name">Name of the scenario; the name rules of the reader apply.</param>
    /// <param name="project">Project to build, from the scenario's folder; null when the built app is started.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind is none of <see cref="Kinds"/>.</exception>
    public static string Render(string kind, string name, string? project = null)
    {
        var body = kind switch
        {
            "dotnet" => DotNetTarget + RequestLoad,
            "go" => GoTarget + RequestLoad,
            "worker" => WorkerTarget + WorkerLoad,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected dotnet, go or worker."),
        };
        return $"""
                # A soak scenario: `soak validate FILE` checks it, `soak run FILE` runs it, `soak schema` lists all keys.
                name: {name}
                description: What this scenario does and what it proves.

                """
            + (project is null ? body : Built(body, project))
            + WatchAndVerdict
            + Thresholds(kind);
    }

    /// <summary>With the project in place of the command that would start the built app.</summary>
    private static string Built(string body, string project)
    {
        var lines = body.Split('\n').ToList();
        var command = lines.FindIndex(line => line.StartsWith("  command:", StringComparison.Ordinal));
        lines[command - 1] = "  # Built first, and started; or `command:`, a list, for what is built already.";
        lines[command] = $"  project: '{project.Replace("'", "''", StringComparison.Ordinal)}'";
        return string.Join('\n', lines);
    }

    private static string Thresholds(string kind) =>
        kind == "worker"
            ? ""
            : """
                  thresholds: ["fail-rate < 1%", "rate >= 99% of asked"]

                """;
}
