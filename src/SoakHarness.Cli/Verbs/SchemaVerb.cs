using System.CommandLine;
using SoakHarness.Reports;
using SoakHarness.ScenarioFiles;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak schema</c>: prints the JSON Schema of scenario files, or other pages made from tables.</summary>
internal static class SchemaVerb
{
    internal static Command Create()
    {
        var report = new Option<bool>("--report") { Description = "The schema of report.json instead." };
        var metrics = new Option<bool>("--metrics") { Description = "The table of metrics, as Markdown, instead." };
        var keys = new Option<bool>("--keys")
        {
            Description = "The table of keys of scenario files, as Markdown, instead.",
        };
        var command = new Command("schema", "Prints the JSON Schema of scenario files, for editors and generators.")
        {
            report,
            metrics,
            keys,
        };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write(
                parsed.GetValue(metrics) ? MetricsPage.Render()
                : parsed.GetValue(keys) ? KeysPage.Render()
                : parsed.GetValue(report) ? ReportSchema.Render()
                : ScenarioSchema.Render()
            );
            return ExitCodes.Passed;
        });
        return command;
    }
}
