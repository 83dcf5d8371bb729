using System.CommandLine;
using SoakHarness.Collection.Heaps;
using SoakHarness.Runs;
using static System.FormattableString;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak snapshot</c>: what holds the memory of a running .NET process, now.</summary>
internal static class SnapshotVerb
{
    private static readonly Option<int> Pid = new("--pid")
    {
        Description = "Process id of a .NET process of this user.",
        Required = true,
    };
    private static readonly Option<bool> Dump = new("--dump")
    {
        Description =
            "Read a process dump, written by its runtime: no buffer in its memory, but a longer pause and space on disk.",
    };
    private static readonly Option<bool> Stop = new("--stop")
    {
        Description =
            "Stop the process and copy its heap from outside, as is done of heaps above 100 MB: no buffer in its memory.",
    };

    internal static Command Create()
    {
        var output = RunSettings.SnapshotFolder();
        var format = RunSettings.Format();
        var command = new Command("snapshot", "Shows what holds the memory of a running .NET process.")
        {
            Pid,
            output,
            Stop,
            Dump,
            format,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(Dump) && parsed.GetValue(Stop))
                parsed.AddError("--stop and --dump are two ways to a snapshot: give one of them.");
        });
        command.SetAction(
            (parsed, cancel) =>
                TakeAsync(parsed, parsed.GetRequiredValue(output), parsed.GetRequiredValue(format) == "json", cancel)
        );
        return command;
    }

    private static SnapshotWay? Way(ParseResult parsed) =>
        parsed.GetValue(Dump) ? SnapshotWay.Dump
        : parsed.GetValue(Stop) ? SnapshotWay.Stopped
        : null;

    private static async Task<int> TakeAsync(ParseResult parsed, string folder, bool isJson, CancellationToken cancel)
    {
        var (console, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var process = parsed.GetRequiredValue(Pid);
        if (!Directory.Exists($"/proc/{process}"))
        {
            await error.WriteLineAsync(Invariant($"There is no process {process}."));
            return ExitCodes.BadInput;
        }

        var (taken, types) = await SingleSnapshot.TakeAsync(process, folder, Way(parsed), cancel);
        if (types.Count == 0)
        {
            await error.WriteLineAsync(Invariant($"No snapshot of process {process}: {taken.Note}."));
            return ExitCodes.BrokenEnvironment;
        }

        if (taken.Note.Length > 0)
            await error.WriteLineAsync(taken.Note);
        var file = Path.Combine(folder, taken.File);
        await console.WriteAsync(
            isJson
                ? HeapJson.Types(file, taken.Objects, taken.Bytes, types)
                : Invariant(
                    $"{taken.Objects} objects, {ProgressLine.Bytes(taken.Bytes)} live; the process stood still for {taken.PauseMs:0} ms.\n{HeapTable.Of(types)}"
                )
        );
        await error.WriteLineAsync(HeapTable.Kept(file));
        return ExitCodes.Passed;
    }
}
