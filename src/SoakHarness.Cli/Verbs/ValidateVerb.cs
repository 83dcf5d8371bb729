using System.Collections;
using System.CommandLine;
using SoakHarness.ScenarioFiles;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak validate FILE|DIR…</c>: lists every problem of scenario files.</summary>
internal static class ValidateVerb
{
    internal static Command Create()
    {
        var paths = new Argument<string[]>("scenario")
        {
            Description = "Scenario files, or folders that are searched for *.yaml and *.yml.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("validate", "Checks scenario files and lists every problem with its place.") { paths };
        command.SetAction(parsed => Validate(
            parsed.GetRequiredValue(paths),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Validate(IReadOnlyList<string> paths, TextWriter output, TextWriter error)
    {
        var files = paths.SelectMany(Files).ToArray();
        var environment = EnvironmentVariables();
        var problems = files.SelectMany(file => ScenarioFile.Read(file, environment).Problems).ToArray();
        foreach (var problem in problems)
        {
            output.WriteLine(problem);
        }

        if (files.Length == 0)
        {
            error.WriteLine($"No *.yaml or *.yml file in {string.Join(", ", paths)}.");
            return ExitCodes.BadInput;
        }

        var broken = problems.Select(p => p.File).Distinct().Count();
        error.WriteLine($"{files.Length - broken} of {files.Length} scenario files are valid.");
        return problems.Length == 0 ? ExitCodes.Passed : ExitCodes.BadInput;
    }

    private static IEnumerable<string> Files(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*.y*ml", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".yaml" or ".yml" && !IsBuilt(file))
            .Order(StringComparer.Ordinal)
        : [path];

    private static bool IsBuilt(string file) =>
        file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules");

    private static Dictionary<string, string> EnvironmentVariables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
}
