using System.CommandLine;
using SoakHarness.Runs;
using static System.FormattableString;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak heap import</c>: what held the memory of a process that left a dump.</summary>
internal static class HeapImportVerb
{
    private static readonly Argument<string> Dump = new("dump")
    {
        Description = "A dump with the heap, as createdump, dotnet-dump or DOTNET_DbgEnableMiniDump=1 leave it.",
    };
    private static readonly Option<string?> Runtime = new("--runtime")
    {
        Description =
            "Folder of the runtime that the process ran on, with its libmscordaccore.so; not needed where the dump was taken.",
    };

    internal static Command Create()
    {
        var output = RunSettings.SnapshotFolder();
        var format = RunSettings.Format();
        var command = new Command("import", "Makes a heap snapshot of a process dump and shows what held its memory.")
        {
            Dump,
            output,
            Runtime,
            format,
        };
        command.SetAction(parsed =>
            Import(parsed, parsed.GetRequiredValue(output), parsed.GetRequiredValue(format) == "json")
        );
        return command;
    }

    private static int Import(ParseResult parsed, string folder, bool isJson)
    {
        var (console, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var dump = parsed.GetRequiredValue(Dump);
        if (!File.Exists(dump))
        {
            error.WriteLine($"There is no file {dump}.");
            return ExitCodes.BadInput;
        }

        var (read, file, types) = SingleSnapshot.OfDump(dump, folder, parsed.GetValue(Runtime));
        if (read.Problem is { } problem)
        {
            error.WriteLine($"{dump} cannot be read as a dump of a .NET process: {problem.TrimEnd('.')}.");
            return ExitCodes.BadInput;
        }

        console.Write(
            isJson
                ? HeapJson.Types(file, read.Objects, read.Bytes, types)
                : Invariant($"{read.Objects} objects, {ProgressLine.Bytes(read.Bytes)} live.\n{HeapTable.Of(types)}")
        );
        error.WriteLine(HeapTable.Kept(file));
        return ExitCodes.Passed;
    }
}
