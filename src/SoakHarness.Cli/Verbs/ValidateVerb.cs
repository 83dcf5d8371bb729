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
        var files = paths.SelectMany(Files).ToArray();
        var environment = AmbientEnvironment.Read();
        var problems = files.SelectMany(file => ScenarioFile.Read(file, environment).Problems).ToArray();
        streams.Output.Write(format == "json" ? Json(problems) : string.Concat(problems.Select(p => $"{p}\n")));
        if (files.Length == 0)
        {
            streams.Error.WriteLine($"No *.yaml or *.yml file in {string.Join(", ", paths)}.");
            return ExitCodes.BadInput;
        }

        var broken = problems.Select(p => p.File).Distinct().Count();
        streams.Error.WriteLine($"{files.Length - broken} of {files.Length} scenario files are valid.");
        return problems.Length == 0 ? ExitCodes.Passed : ExitCodes.BadInput;
    }

    private static string Json(IReadOnlyList<ScenarioProblem> problems) =>
        JsonSerializer.Serialize(problems, Layout) + "\n";

    private static IEnumerable<string> Files(string path) =>
        Directory.Exists(path)
            ? Directory
                .EnumerateFiles(path, "*.y*ml", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".yaml" or ".yml" && !IsBuilt(file))
                .Order(StringComparer.Ordinal)
            : [path];

    private static bool IsBuilt(string file) =>
        file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules");
}
