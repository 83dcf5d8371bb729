using System.CommandLine;
using SoakHarness.Cli.Live;
using SoakHarness.Model.Reports;
using SoakHarness.Reports;
using SoakHarness.Runs;
using SoakHarness.ScenarioFiles.Values;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak run</c>: runs scenarios one after another and judges them.</summary>
internal static class RunVerb
{
    internal static Command Create()
    {
        var files = new Argument<string[]>("scenario") { Description = "Scenario files.", Arity = ArgumentArity.OneOrMore };
        var output = RunSettings.Output();
        var format = RunSettings.Format();
        var duration = new Option<string?>("--duration") { Description = "Total length of the load, e.g. 30m or 8h: the scenario's simulations are stretched to it." };
        var command = new Command("run", "Runs scenarios and says whether their targets leak.") { files, output, format, duration };
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            if (!ScenarioSource.TryRead(parsed.GetRequiredValue(files), Console.Error, out var scenarios))
                return ExitCodes.BadInput;
            if (!TryStretch(scenarios, parsed.GetValue(duration), out scenarios))
                return ExitCodes.BadInput;
            var outcomes = new List<Outcome>();
            foreach (var scenario in scenarios)
            {
                outcomes.Add(await RunAsync(scenario, parsed.GetRequiredValue(output), parsed.GetRequiredValue(format), interruption.Token));
                if (interruption.Token.IsCancellationRequested)
                    break;
            }

            return (int)Worst.Of(outcomes);
        });
        return command;
    }

    private static async Task<Outcome> RunAsync(ReadScenario scenario, string output, string format, CancellationToken interrupt)
    {
        RunResult result;
        await using (var view = ProgressViews.Create())
        {
            var options = new RunOptions
            {
                OutputDirectory = output, Secrets = scenario.Secrets, Observer = view, Command = $"soak run {scenario.Path}",
            };
            result = await SoakRun.ExecuteAsync(scenario.Spec, options, interrupt);
        }

        await WriteAsync(result, format);
        return result.Outcome;
    }

    private static async Task WriteAsync(RunResult result, string format)
    {
        if (result.Report is { } report)
            await Console.Out.WriteAsync(format == "json" ? JsonReport.Render(report) : ConsoleSummary.Render(report));
        else
            await Console.Error.WriteLineAsync(result.Reason);
        await Console.Error.WriteLineAsync($"report: {Path.GetRelativePath(Directory.GetCurrentDirectory(), result.Folder.File(result.Report is null ? "" : "report.html"))}");
    }

    private static bool TryStretch(IReadOnlyList<ReadScenario> scenarios, string? duration, out IReadOnlyList<ReadScenario> stretched)
    {
        stretched = scenarios;
        if (duration is null)
            return true;
        if (!DurationText.TryParse(duration, out var length))
        {
            Console.Error.WriteLine($"--duration {duration}: write a number and a unit: 90s, 10m, 8h or 2d.");
            return false;
        }

        stretched = [.. scenarios.Select(s => s with { Spec = s.Spec with { Load = StretchedLoad.To(s.Spec.Load, length) } })];
        return true;
    }
}
