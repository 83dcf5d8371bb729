using System.CommandLine;
using SoakHarness.Targets;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak launch</c>: supervises one target process. Started by the harness, never by people.</summary>
internal static class LaunchVerb
{
    internal static Command Create()
    {
        var status = new Option<string>("--status") { Description = "File that receives the process id and exit.", Required = true };
        var command = new Command("launch", "Supervises a target process (used by the harness itself).") { status };
        command.Hidden = true;
        command.SetAction((parsed, _) => Supervisor.RunAsync(Console.In, parsed.GetRequiredValue(status)));
        return command;
    }
}
