using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using SoakHarness.Runs;
using SoakHarness.ScenarioFiles;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak validate FILE|DIR…</c>: lists every problem of scenario files.</summary>
internal static class ValidateVerb
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static Command Create()
    {
        var paths = new Argument<string[]>("scenario")
        {
            Description = "Scenario files, or folders that are searched for *.yaml and *.yml.",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = RunSettings.Format();
        var command = new Command("validate", "Checks scenario files and lists every problem with its place.")
        {
            paths,
            format,
        };
        command.SetAction(parsed =>
            Validate(parsed.GetRequiredValue(paths), parsed.GetRequiredValue(format), parsed.InvocationConfiguration)
        );
        return command;
    }

    private static int Validate(IReadOnlyList<string> paths, string format, InvocationConfiguration streams)
    {
        var files = paths
            .SelectMany(path => ScenarioFolder.Files(path, SearchOption.AllDirectories, streams.Error))
            .ToArray();
        var environment = AmbientEnvironment.Read();
        var problems = files.SelectMany(file => ScenarioFile.Read(file, environment).Problems).ToArray();
        streams.Output.Write(format == "json" ? Json(problems) : string.Concat(problems.Select(p => $"{p}\n")));
        if (files.Length == 0)
        {
            streams.Error.WriteLine($"No scenario in a *.yaml or *.yml file of {string.Join(", ", paths)}.");
            return ExitCodes.BadInput;
        }

        var broken = problems.Select(p => p.File).Distinct().Count();
        streams.Error.WriteLine($"{files.Length - broken} of {files.Length} scenario files are valid.");
        return problems.Length == 0 ? ExitCodes.Passed : ExitCodes.BadInput;
    }

    private static string Json(IReadOnlyList<ScenarioProblem> problems) =>
        JsonSerializer.Serialize(problems, Layout) + "\n";
}
