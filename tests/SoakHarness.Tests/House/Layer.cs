namespace SoakHarness.Tests.House;

/// <summary>One project of <c>src</c>: what it may reference and use.</summary>
/// <param name="Project">Name of the project, which is also its root namespace.</param>
/// <param name="Projects">Projects it references.</param>
/// <param name="Packages">Packages of its own; analyzers do not count.</param>
internal sealed record Layer(string Project, string[] Projects, string[] Packages)
{
    /// <summary>The only table of who may reference what. It says what DESIGN and CONTRIBUTING say.</summary>
    public static IReadOnlyList<Layer> All { get; } =
    [
        new("SoakHarness.Model", [], []),
        new("SoakHarness.Load", ["SoakHarness.Model"], ["HdrHistogram"]),
        new(
            "SoakHarness.Collection",
            ["SoakHarness.Model"],
            [
                "Microsoft.Diagnostics.NETCore.Client",
                "Microsoft.Diagnostics.Tracing.TraceEvent",
                "Microsoft.Diagnostics.Runtime",
                "Google.Protobuf",
                "Grpc.Tools",
            ]
        ),
        new("SoakHarness.Analysis", ["SoakHarness.Model"], ["MathNet.Numerics"]),
        new("SoakHarness.Reports", ["SoakHarness.Model"], []),
        new(
            "SoakHarness",
            [
                "SoakHarness.Model",
                "SoakHarness.Load",
                "SoakHarness.Collection",
                "SoakHarness.Analysis",
                "SoakHarness.Reports",
            ],
            ["YamlDotNet", "Microsoft.Data.Sqlite", "Parquet.Net"]
        ),
        new(
            "SoakHarness.Cli",
            ["SoakHarness"],
            ["System.CommandLine", "Spectre.Console", "OpenTelemetry.Exporter.OpenTelemetryProtocol"]
        ),
    ];

    /// <summary>Projects whose types its sources may name: those it references, and those they reference.</summary>
    public IEnumerable<string> Reachable =>
        Projects.SelectMany(name => All.Single(l => l.Project == name).Reachable.Prepend(name)).Distinct();
}
