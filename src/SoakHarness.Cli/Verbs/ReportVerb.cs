using System.CommandLine;
using SoakHarness.Recordings;
using SoakHarness.Reports;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak report</c>: judges a recorded run again and writes its reports anew.</summary>
internal static class ReportVerb
{
    internal static Command Create()
    {
        var path = new Argument<string>("recording") { Description = "A run's folder, or its recording.db." };
        var format = RunSettings.Format();
        var command = new Command("report", "Writes the reports of a recorded run anew.") { path, format };
        command.SetAction(
            async (parsed, _) =>
            {
                if (RunFolder.Find(parsed.GetRequiredValue(path)) is not { } folder)
                {
                    await Console.Error.WriteLineAsync(
                        $"There is no recording at {parsed.GetRequiredValue(path)}. Name a run's folder, e.g. reports/<run-id>."
                    );
                    return ExitCodes.BadInput;
                }

                var report = RunAnalysis.Analyse(folder);
                ReportFiles.Write(folder, report);
                await Console.Out.WriteAsync(
                    parsed.GetRequiredValue(format) == "json"
                        ? JsonReport.Render(report)
                        : ConsoleSummary.Render(report)
                );
                return (int)report.Outcome;
            }
        );
        return command;
    }
}
