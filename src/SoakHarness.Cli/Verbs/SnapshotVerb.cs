using System.CommandLine;
using SoakHarness.Analysis.Heaps;
using SoakHarness.Runs;
using static System.FormattableString;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak snapshot</c>: what holds the memory of a running .NET process, now.</summary>
internal static class SnapshotVerb
{
    internal static Command Create()
    {
        var pid = new Option<int>("--pid")
        {
            Description = "Process id of a .NET process of this user.",
            Required = true,
        };
        var output = new Option<string>("--out")
        {
            Description = "Folder in whose folder snapshots the file is written.",
            DefaultValueFactory = _ => ".",
        };
        var dump = new Option<bool>("--dump")
        {
            Description =
                "Read a process dump, written by its runtime, instead of events: no buffer in its memory, a longer pause.",
        };
        var command = new Command("snapshot", "Shows what holds the memory of a running .NET process.")
        {
            pid,
            output,
            dump,
        };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var (console, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
                var process = parsed.GetRequiredValue(pid);
                var folder = parsed.GetRequiredValue(output);
                if (!Directory.Exists($"/proc/{process}"))
                {
                    await error.WriteLineAsync(Invariant($"There is no process {process}."));
                    return ExitCodes.BadInput;
                }

                var (taken, types) = await SingleSnapshot.TakeAsync(process, folder, parsed.GetValue(dump), cancel);
                if (types.Count == 0)
                {
                    await error.WriteLineAsync(
                        Invariant(
                            $"No snapshot of process {process}: {taken.Note}. Is it a .NET process of this user, with its diagnostics on?"
                        )
                    );
                    return ExitCodes.BrokenEnvironment;
                }

                if (taken.Note.Length > 0)
                    await error.WriteLineAsync(taken.Note);
                await console.WriteLineAsync(
                    Invariant(
                        $"{taken.Objects} objects, {ProgressLine.Bytes(taken.Bytes)} live; the process stood still for {taken.PauseMs:0} ms."
                    )
                );
                foreach (var line in Table(types))
                    await console.WriteLineAsync(line);
                await error.WriteLineAsync(
                    $"Kept in {Path.Combine(folder, taken.File)}: `soak heap path --type TYPE` shows who holds a type, `soak heap diff` what grew since."
                );
                return ExitCodes.Passed;
            }
        );
        return command;
    }

    private static IEnumerable<string> Table(IReadOnlyList<HeapHistogram> types)
    {
        yield return $"{"retained", 10} {"instances", 10}  type";
        foreach (var type in types)
        {
            yield return Invariant($"{ProgressLine.Bytes(type.Retained), 10} {type.Instances, 10}  {type.Type}");
            if (type.Holder.Length > 0)
                yield return Invariant($"{"", 23}  held by {type.Holder}");
        }
    }
}
