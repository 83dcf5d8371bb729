using System.CommandLine;
using System.Text.RegularExpressions;
using SoakHarness.ScenarioFiles;

namespace SoakHarness.Cli.Verbs;

/// <summary>
/// <c>soak init [--kind KIND] [--project PROJECT] [PATH]</c>: writes a commented scenario to start from, for the only
/// project of its kind in the repository where none is named.
/// </summary>
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
        var project = new Option<string?>("--project")
        {
            Description =
                "Project to build and start: a .csproj, or a folder with a go.mod. Without it the only one of the kind in the repository is taken.",
        };
        var path = new Argument<string>("path")
        {
            Description = "File to write.",
            DefaultValueFactory = _ => "soak.yaml",
        };
        var command = new Command("init", "Writes a commented scenario to start from.") { kind, project, path };
        command.SetAction(parsed =>
            Write(
                (parsed.GetRequiredValue(kind), parsed.GetRequiredValue(path), parsed.GetValue(project)),
                parsed.InvocationConfiguration.Output,
                parsed.InvocationConfiguration.Error
            )
        );
        return command;
    }

    private static int Write((string Kind, string Path, string? Project) asked, TextWriter output, TextWriter error)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(asked.Path))!;
        var named = asked.Project is null ? null : StarterProjects.In(asked.Kind, asked.Project);
        if (asked.Project is not null && named is null)
        {
            error.WriteLine(
                $"--project {asked.Project} is no {(asked.Kind == "go" ? "folder with a go.mod" : "project file, nor a folder with one")}."
            );
            return ExitCodes.BadInput;
        }

        var found = named is null
            ? StarterProjects.Find(asked.Kind, folder)
            : [Path.GetRelativePath(folder, named).Replace('\\', '/')];
        var project = found is [var only] ? only : null;
        var text = StarterScenario.Render(asked.Kind, NameFrom(asked.Path), project);
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

        if (found.Count > 1)
            output.WriteLine($"There are several projects, name one with --project: {string.Join(", ", found)}");
        var of = project is null ? "" : $" for {project}";
        output.WriteLine($"Wrote {asked.Path}{of}. Set target and requests, then: soak validate {asked.Path}");
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
