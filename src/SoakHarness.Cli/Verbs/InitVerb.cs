using System.CommandLine;
using System.Text.RegularExpressions;
using SoakHarness.ScenarioFiles;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak init [--kind KIND] [PATH]</c>: writes a commented scenario to start from.</summary>
internal static partial class InitVerb
{
    internal static Command Create()
    {
        var kind = new Option<string>("--kind")
        {
            Description = "What is soaked: dotnet or go (an HTTP service), worker (a target that drives itself).",
            DefaultValueFactory = _ => "dotnet",
        };
        kind.AcceptOnlyFromAmong([.. StarterScenario.Kinds]);
        var path = new Argument<string>("path")
        {
            Description = "File to write.",
            DefaultValueFactory = _ => "soak.yaml",
        };
        var command = new Command("init", "Writes a commented scenario to start from.") { kind, path };
        command.SetAction(parsed =>
            Write(
                (parsed.GetRequiredValue(kind), parsed.GetRequiredValue(path)),
                parsed.InvocationConfiguration.Output,
                parsed.InvocationConfiguration.Error
            )
        );
        return command;
    }

    private static int Write((string Kind, string Path) asked, TextWriter output, TextWriter error)
    {
        var text = StarterScenario.Render(asked.Kind, NameFrom(asked.Path));
        try
        {
            using var file = new StreamWriter(new FileStream(asked.Path, FileMode.CreateNew, FileAccess.Write));
            file.Write(text);
        }
        catch (IOException) when (File.Exists(asked.Path))
        {
            error.WriteLine($"{asked.Path} exists and is left as it is; name another file.");
            return ExitCodes.BadInput;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"{asked.Path} cannot be written: {fault.Message}");
            return ExitCodes.BadInput;
        }

        output.WriteLine($"Wrote {asked.Path}. Set target and requests, then: soak validate {asked.Path}");
        return ExitCodes.Passed;
    }

    private static string NameFrom(string path)
    {
        var name = NotInNames().Replace(Path.GetFileNameWithoutExtension(path), "-").Trim('-', '.', '_');
        return name.Length is > 0 and <= 100 ? name : "soak";
    }

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex NotInNames();
}
