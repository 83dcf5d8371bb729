using System.CommandLine;
using System.CommandLine.Parsing;
using SoakHarness.ScenarioFiles;

namespace SoakHarness.Cli;

/// <summary>
/// Refuses options that a command does not have, which the parser takes for one more file, and names the nearest one.
/// </summary>
internal static class UnknownOptions
{
    /// <summary>Watches over the arguments of a command and of the commands below it.</summary>
    /// <param name="command">The command.</param>
    internal static void RefuseIn(Command command)
    {
        foreach (var argument in command.Arguments)
            argument.Validators.Add(result => Refuse(result, command));
        foreach (var below in command.Subcommands)
            RefuseIn(below);
    }

    private static void Refuse(ArgumentResult result, Command command)
    {
        var unknown = result.Tokens.Select(t => t.Value).Where(IsOption).ToArray();
        foreach (var option in unknown)
        {
            var nearest = Nearest.To(option, command.Options.Select(o => o.Name));
            result.AddError(
                $"{option} is no option of soak {command.Name}.{(nearest is null ? "" : $" Did you mean {nearest}?")}"
            );
        }
    }

    private static bool IsOption(string token) =>
        token.StartsWith("--", StringComparison.Ordinal) && !Path.Exists(token);
}
