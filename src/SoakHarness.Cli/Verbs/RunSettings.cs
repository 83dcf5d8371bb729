using System.CommandLine;

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

    internal static Option<string> Format()
    {
        var format = new Option<string>("--format")
        {
            Description = "Output format of the result on standard output.",
            DefaultValueFactory = _ => "text",
        };
        return format.AcceptOnlyFromAmong("text", "json");
    }
}
