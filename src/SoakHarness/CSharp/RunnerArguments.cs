using SoakHarness.ScenarioFiles.Values;

namespace SoakHarness.CSharp;

/// <summary>The command line of a scenario in C#: the options of <c>soak run</c>.</summary>
/// <param name="OutputDirectory">Folder under which each run gets its own.</param>
/// <param name="IsJson">Print the report as JSON.</param>
/// <param name="Duration">Length that the load is stretched to; null to keep it.</param>
internal sealed record RunnerArguments(string OutputDirectory, bool IsJson, TimeSpan? Duration)
{
    private const string Usage = "Options: --duration 30m, --out DIR, --format text|json.";

    /// <summary>Reads the arguments.</summary>
    /// <param name="args">Arguments.</param>
    /// <param name="problem">What is wrong with them; null when they are good.</param>
    internal static RunnerArguments? Parse(string[] args, out string? problem)
    {
        problem = null;
        var result = new RunnerArguments("reports", false, null);
        for (var i = 0; i < args.Length && problem is null; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            (result, problem) = Apply(result, args[i], value);
        }

        return problem is null ? result : null;
    }

    private static (RunnerArguments Result, string? Problem) Apply(RunnerArguments so, string option, string? value) =>
        (option, value) switch
        {
            ("--out" or "--format" or "--duration", null) => (so, $"{option} needs a value. {Usage}"),
            ("--out", _) => (so with { OutputDirectory = value }, null),
            ("--format", "text" or "json") => (so with { IsJson = value == "json" }, null),
            ("--duration", _) when DurationText.TryParse(value, out var length) => (
                so with
                {
                    Duration = length,
                },
                null
            ),
            ("--format" or "--duration", _) => (so, $"{option} {value}: that is no value for it. {Usage}"),
            _ => (so, $"{option} is unknown. {Usage}"),
        };
}
