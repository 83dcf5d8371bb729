using System.CommandLine;
using SoakHarness.ScenarioFiles;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak schema</c>: prints the JSON Schema of scenario files.</summary>
internal static class SchemaVerb
{
    internal static Command Create()
    {
        var command = new Command("schema", "Prints the JSON Schema of scenario files, for editors and generators.");
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write(ScenarioSchema.Render());
            return ExitCodes.Passed;
        });
        return command;
    }
}
