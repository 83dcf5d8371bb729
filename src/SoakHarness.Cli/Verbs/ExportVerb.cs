using System.CommandLine;
using SoakHarness.Exports;
using SoakHarness.Recordings;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak export</c>: a recording for other programs.</summary>
internal static class ExportVerb
{
    internal static Command Create()
    {
        var path = new Argument<string>("recording") { Description = "A run's folder, or its recording.db." };
        var csv = new Option<bool>("--csv")
        {
            Description = "CSV, on standard output unless --out is given. The default.",
        };
        var parquet = new Option<bool>("--parquet") { Description = "Parquet; needs --out." };
        var output = new Option<string?>("--out") { Description = "File to write." };
        var command = new Command(
            "export",
            "Writes a recording as CSV or Parquet: time_s, role, pid, metric, step, value."
        )
        {
            path,
            csv,
            parquet,
            output,
        };
        command.SetAction(
            async (parsed, _) =>
            {
                var (isParquet, file) = (parsed.GetValue(parquet), parsed.GetValue(output));
                var folder = RunFolder.Find(parsed.GetRequiredValue(path));
                var problem =
                    isParquet && parsed.GetValue(csv) ? "Choose one of --csv and --parquet."
                    : isParquet && file is null ? "--parquet is not for a terminal: add --out FILE."
                    : folder is null
                        ? $"There is no recording at {parsed.GetRequiredValue(path)}. Name a run's folder, e.g. reports/<run-id>."
                    : null;
                if (problem is not null)
                {
                    await Console.Error.WriteLineAsync(problem);
                    return ExitCodes.BadInput;
                }

                try
                {
                    await WriteAsync(folder!, isParquet, file);
                    return ExitCodes.Passed;
                }
                catch (Exception bad) when (bad is RecordingException or IOException or UnauthorizedAccessException)
                {
                    await Console.Error.WriteLineAsync(bad.Message);
                    return ExitCodes.BadInput;
                }
            }
        );
        return command;
    }

    private static async Task WriteAsync(RunFolder folder, bool isParquet, string? file)
    {
        var recording = RecordingReader.Read(folder.Recording);
        if (isParquet)
        {
            await using var stream = File.Create(file!);
            await ParquetExport.WriteAsync(recording, stream);
            return;
        }

        await using var text = file is null ? new StreamWriter(Console.OpenStandardOutput()) : new StreamWriter(file);
        CsvExport.Write(recording, text);
    }
}
