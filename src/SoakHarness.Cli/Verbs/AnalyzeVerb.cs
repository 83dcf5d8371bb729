using System.CommandLine;
using SoakHarness.Csv;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak analyze</c>: judges recordings and CSV files again, without a target.</summary>
internal static class AnalyzeVerb
{
    internal static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "Run folders, recordings, CSV files, or directories of CSV files.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format") { Description = "Output format.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "jsonl");
        var metrics = new Option<string[]>("--metrics") { Description = "Columns to judge; all when not given.", AllowMultipleArgumentsPerToken = true };
        var command = new Command("analyze", "Judges recordings and CSV files.") { paths, format, metrics };
        command.SetAction(parsed =>
        {
            var growth = new VerdictSpec().MinGrowth;
            var columns = (parsed.GetValue(metrics) ?? []).SelectMany(m => m.Split(',')).ToArray();
            var verdicts = new List<RunVerdict?>();
            foreach (var file in parsed.GetRequiredValue(paths).SelectMany(CsvAnalysis.Files))
            {
                var (verdict, problem) = CsvAnalysis.Judge(file, growth, columns);
                verdicts.Add(verdict);
                Write(parsed.GetRequiredValue(format), Path.GetFileName(file), verdict, problem);
            }

            return (int)CsvAnalysis.Outcome(verdicts);
        });
        return command;
    }

    private static void Write(string format, string file, RunVerdict? verdict, string? problem)
    {
        if (verdict is null && format == "text")
            Console.Error.WriteLine(problem);
        else if (format == "text")
            Console.Out.WriteLine($"{file}: {verdict!.Verdict.ToString().ToLowerInvariant()}: {verdict.Reason}");
        else
            Console.Out.WriteLine(verdict is null ? VerdictLine.RenderProblem(file, problem!) : VerdictLine.Render(file, verdict));
    }
}
