using System.CommandLine;
using SoakHarness.Csv;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;
using SoakHarness.Recordings;
using SoakHarness.Reports;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak analyze</c>: judges recordings and CSV files again, without a target.</summary>
internal static class AnalyzeVerb
{
    internal static Command Create()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Run folders, recordings, CSV files, or directories of CSV files.",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = new Option<string>("--format")
        {
            Description = "Output format.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json", "jsonl");
        var metrics = new Option<string[]>("--metrics")
        {
            Description = "Columns to judge; all when not given.",
            AllowMultipleArgumentsPerToken = true,
        };
        var growth = RunSettings.MinGrowth();
        var command = new Command("analyze", "Judges recordings and CSV files.") { paths, format, metrics, growth };
        command.SetAction(parsed =>
        {
            if (!RunSettings.TryReadMinGrowth(parsed, growth, Console.Error, out var bar))
                return ExitCodes.BadInput;
            var columns = (parsed.GetValue(metrics) ?? []).SelectMany(m => m.Split(',')).ToArray();
            var shape = parsed.GetRequiredValue(format);
            return (int)
                Worst.Of([.. parsed.GetRequiredValue(paths).SelectMany(path => Judge(path, shape, bar, columns))]);
        });
        return command;
    }

    private static IEnumerable<Outcome> Judge(string path, string format, MinGrowth bar, string[] columns)
    {
        if (RunFolder.FindAll(path) is [_, ..] runs)
            return runs.Select(folder => Recording(folder, format));
        string[] files = [.. CsvAnalysis.Files(path)];
        if (files.Length > 0)
            return files.Select(file => Csv(file, format, bar, columns));
        Console.Error.WriteLine(
            $"{path}: there is no recording and no CSV file in this directory. "
                + "Name a folder that soak run or soak collect has written to, or one with CSV files (time_s,<metric>,...)."
        );
        return [Outcome.BadInput];
    }

    private static Outcome Recording(RunFolder folder, string format)
    {
        try
        {
            var report = RunAnalysis.Analyse(folder);
            Console.Out.Write(
                format switch
                {
                    "json" => JsonReport.Render(report),
                    "jsonl" => VerdictLine.Render(folder.Path, report.Verdict) + "\n",
                    _ => ConsoleSummary.Render(report),
                }
            );
            return report.Outcome;
        }
        catch (RecordingException bad)
        {
            Console.Error.WriteLine(bad.Message);
            return Outcome.BadInput;
        }
    }

    private static Outcome Csv(string file, string format, MinGrowth bar, string[] columns)
    {
        var (verdict, problem) = CsvAnalysis.Judge(file, bar, columns);
        var name = Path.GetFileName(file);
        if (verdict is null)
        {
            Console.Error.WriteLine(problem);
            if (format != "text")
                Console.Out.WriteLine(VerdictLine.RenderProblem(name, problem!));
            return Outcome.BadInput;
        }

        Console.Out.WriteLine(
            format == "text"
                ? $"{name}: {verdict.Verdict.ToString().ToLowerInvariant()}: {verdict.Reason}"
                : VerdictLine.Render(name, verdict)
        );
        return CsvAnalysis.Outcome([verdict]);
    }
}
