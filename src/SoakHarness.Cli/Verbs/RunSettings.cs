using System.CommandLine;
using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Values;

namespace SoakHarness.Cli.Verbs;

/// <summary>Options that several verbs share.</summary>
internal static class RunSettings
{
    internal static Option<string> Output() =>
        new("--out")
        {
            Description = "Folder under which each run gets its own.",
            DefaultValueFactory = _ => "reports",
        };

    internal static Option<string> SnapshotFolder() =>
        new("--out")
        {
            Description = "Folder in whose folder snapshots the file is written.",
            DefaultValueFactory = _ => ".",
        };

    internal static Option<string> Format()
    {
        var format = new Option<string>("--format")
        {
            Description = "Output format of the result on standard output.",
            DefaultValueFactory = _ => "text",
        };
        return format.AcceptOnlyFromAmong("text", "json");
    }

    internal static Option<string?> MinGrowth() =>
        new("--min-growth") { Description = "Smallest growth worth failing: 1MiB/h, 2%/h or 100B/request." };

    /// <summary>Reads that option; without it the bar is that of a scenario that names none.</summary>
    internal static bool TryReadMinGrowth(
        ParseResult parsed,
        Option<string?> option,
        TextWriter errors,
        out MinGrowth bar
    )
    {
        bar = new VerdictSpec().MinGrowth;
        if (parsed.GetValue(option) is not { } text)
            return true;
        if (GrowthText.Parse(text) is not { } given)
        {
            errors.WriteLine($"--min-growth {text}: write 1MiB/h, 2%/h or 100B/request.");
            return false;
        }

        bar = given;
        return true;
    }
}
