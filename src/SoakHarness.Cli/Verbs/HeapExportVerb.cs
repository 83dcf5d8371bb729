using System.CommandLine;
using SoakHarness.Collection.Heaps;
using SoakHarness.Recordings;
using SoakHarness.Runs;
using static System.FormattableString;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak heap export</c>: a stored heap snapshot for PerfView, Visual Studio and dotnet-gcdump.</summary>
internal static class HeapExportVerb
{
    internal static Command Create()
    {
        var file = new Argument<string>("snapshot")
        {
            Description = "A snapshot file, or a run's folder for its last one.",
        };
        var output = new Option<string>("--gcdump")
        {
            Description =
                "File to write, e.g. heap.gcdump; PerfView, Visual Studio and `dotnet-gcdump report` open it.",
            Required = true,
        };
        var command = new Command("export", "Writes a heap snapshot as a .gcdump.") { file, output };
        command.SetAction(parsed =>
        {
            try
            {
                var (path, target) = (parsed.GetRequiredValue(file), parsed.GetRequiredValue(output));
                var snapshot = StoredSnapshots.ReadLast(path);
                var taken = File.Exists(path) ? File.GetLastWriteTimeUtc(path) : Directory.GetLastWriteTimeUtc(path);
                GcDumpFile.Write(target, snapshot, taken);
                parsed.InvocationConfiguration.Output.WriteLine(Invariant($"{target}: {snapshot.Count} objects"));
                return ExitCodes.Passed;
            }
            catch (Exception bad)
                when (bad is InvalidDataException or RecordingException or UnauthorizedAccessException or IOException)
            {
                parsed.InvocationConfiguration.Error.WriteLine(bad.Message);
                return ExitCodes.BadInput;
            }
        });
        return command;
    }
}
