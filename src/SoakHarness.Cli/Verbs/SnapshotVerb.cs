using System.CommandLine;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak snapshot</c>: what holds the memory of a running .NET process, now.</summary>
internal static class SnapshotVerb
{
    internal static Command Create()
    {
        var pid = new Option<int>("--pid") { Description = "Process id of a .NET process of this user.", Required = true };
        var output = new Option<string>("--out") { Description = "Folder for the snapshot file.", DefaultValueFactory = _ => "." };
        var command = new Command("snapshot", "Shows what holds the memory of a running .NET process.") { pid, output };
        command.SetAction(async (parsed, cancel) =>
        {
            var process = parsed.GetRequiredValue(pid);
            var (taken, types) = await SingleSnapshot.TakeAsync(process, parsed.GetRequiredValue(output), $"pid-{process}", cancel);
            if (types.Count == 0)
            {
                await Console.Error.WriteLineAsync($"No snapshot of process {process}: {taken.Note}. Is it a .NET process of this user, with its diagnostics on?");
                return ExitCodes.BrokenEnvironment;
            }

            await Console.Out.WriteLineAsync(FormattableString.Invariant($"{taken.Objects} objects, {taken.Bytes} bytes live; the process stood still for {taken.PauseMs:0} ms"));
            if (taken.Note.Length > 0)
                await Console.Error.WriteLineAsync(taken.Note);
            await Console.Out.WriteLineAsync($"{"retained",14} {"instances",10}  type (held by)");
            foreach (var type in types)
                await Console.Out.WriteLineAsync(FormattableString.Invariant($"{type.Retained,14} {type.Instances,10}  {type.Type}{(type.Holder.Length > 0 ? $" ({type.Holder})" : "")}"));
            return ExitCodes.Passed;
        });
        return command;
    }
}
