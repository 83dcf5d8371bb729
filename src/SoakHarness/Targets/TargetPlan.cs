using System.Globalization;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Targets;

/// <summary>Everything that is needed to start a target: the scenario's wishes with the blanks filled in.</summary>
/// <param name="Arguments">Program and arguments.</param>
/// <param name="WorkingDirectory">Absolute working directory.</param>
/// <param name="Environment">The complete environment.</param>
/// <param name="Url">Base address with the real port; null for targets without one.</param>
internal sealed record TargetPlan(
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment,
    Uri? Url
)
{
    private const string DiagnosticPorts = "DOTNET_DiagnosticPorts";

    /// <summary>
    /// Program and arguments, with a path to the program that is not absolute counted from the working directory, as a
    /// shell would: the operating system counts it from the harness's own.
    /// </summary>
    internal IReadOnlyList<string> Command =>
        Arguments[0].Contains('/', StringComparison.Ordinal)
            ? [Path.GetFullPath(Path.Combine(WorkingDirectory, Arguments[0])), .. Arguments.Skip(1)]
            : Arguments;

    /// <summary>Plans a start.</summary>
    /// <param name="spec">The scenario's target.</param>
    /// <param name="command">Program and arguments, a built project's included.</param>
    /// <param name="ambient">The harness's own environment.</param>
    /// <param name="freePort">Gives a free port; asked only when the url has port 0.</param>
    internal static TargetPlan Create(
        TargetSpec spec,
        IReadOnlyList<string> command,
        IReadOnlyDictionary<string, string> ambient,
        Func<int> freePort
    )
    {
        var url = spec.Url is { Port: 0 } open ? new UriBuilder(open) { Port = freePort() }.Uri : spec.Url;
        var environment = new Dictionary<string, string>(ambient);
        if (url is not null)
        {
            environment["ASPNETCORE_URLS"] = url.GetLeftPart(UriPartial.Authority);
            environment["PORT"] = url.Port.ToString(CultureInfo.InvariantCulture);
        }

        foreach (var (name, value) in spec.Environment)
            environment[name] = value;
        if (spec.GoGcTrace)
            environment["GODEBUG"] = WithGcTrace(environment.GetValueOrDefault("GODEBUG", ""));
        return new TargetPlan(command, spec.WorkingDirectory ?? Directory.GetCurrentDirectory(), environment, url);
    }

    /// <summary>
    /// The plan with a port on which every .NET process of the target starts suspended; the same without one.
    /// </summary>
    internal TargetPlan On(SuspendPort? port) =>
        port is null
            ? this
            : this with
            {
                Environment = new Dictionary<string, string>(Environment)
                {
                    [DiagnosticPorts] = port.Variable(Environment.GetValueOrDefault(DiagnosticPorts)),
                },
            };

    /// <summary>The user's own settings stay, a level of gctrace that he chose included.</summary>
    private static string WithGcTrace(string settings) =>
        settings.Length == 0 ? "gctrace=1"
        : settings.Split(',').Any(s => s.StartsWith("gctrace=", StringComparison.Ordinal) && s != "gctrace=0")
            ? settings
        : settings + ",gctrace=1";
}
