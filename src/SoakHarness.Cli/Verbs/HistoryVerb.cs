using System.CommandLine;
using SoakHarness.History;
using SoakHarness.Reports.History;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak history</c>: all runs of a folder, night by night.</summary>
internal static class HistoryVerb
{
    internal static Command Create()
    {
        var folder = Folder();
        var html = new Option<string?>("--html")
        {
            Description = "Also writes a page to this file; history.html in the folder when no file is named.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var format = RunSettings.Format();
        var command = new Command("history", "Shows all runs of a folder, night by night, and the first bad night.")
        {
            folder,
            html,
            format,
        };
        command.Subcommands.Add(Prune());
        command.SetAction(parsed =>
        {
            var directory = parsed.GetRequiredValue(folder);
            if (!Exists(directory))
                return ExitCodes.BadInput;
            var histories = RunHistory.Read(directory, Console.Error.WriteLine);
            Console.Out.Write(
                parsed.GetRequiredValue(format) == "json"
                    ? HistoryJson.Render(histories)
                    : HistoryText.Render(histories)
            );
            if (histories.Count == 0)
                Console.Error.WriteLine($"There are no runs in {directory} yet: soak run SCENARIO --out {directory}.");
            if (parsed.GetResult(html) is not null)
                File.WriteAllText(
                    parsed.GetValue(html) ?? Path.Combine(directory, "history.html"),
                    HistoryHtml.Render(histories)
                );
            return ExitCodes.Passed;
        });
        return command;
    }

    private static Command Prune()
    {
        var folder = Folder();
        var keep = new Option<int>("--keep")
        {
            Description = "Runs to keep of each scenario, the newest.",
            Required = true,
        };
        var dry = new Option<bool>("--dry-run") { Description = "Only names what would be deleted." };
        var command = new Command(
            "prune",
            "Deletes all but the newest runs of each scenario; folders that were renamed are kept."
        )
        {
            folder,
            keep,
            dry,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetRequiredValue(keep) < 1)
            {
                Console.Error.WriteLine(
                    $"--keep {parsed.GetRequiredValue(keep)}: keep at least 1 run of each scenario."
                );
                return ExitCodes.BadInput;
            }

            if (!Exists(parsed.GetRequiredValue(folder)))
                return ExitCodes.BadInput;
            foreach (var run in RunHistory.Prunable(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(keep)))
            {
                if (!parsed.GetValue(dry))
                    Directory.Delete(run.Path, recursive: true);
                Console.Out.WriteLine(run.Path);
            }

            return ExitCodes.Passed;
        });
        return command;
    }

    private static Argument<string> Folder() =>
        new("dir") { Description = "Folder of runs.", DefaultValueFactory = _ => "reports" };

    private static bool Exists(string directory)
    {
        if (Directory.Exists(directory))
            return true;
        Console.Error.WriteLine(
            $"There is no folder {directory}. Name the folder that runs were written to with --out, e.g. reports."
        );
        return false;
    }
}
