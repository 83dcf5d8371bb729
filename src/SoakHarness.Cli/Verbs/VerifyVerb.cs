using System.CommandLine;
using SoakHarness.Cli.Live;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;
using SoakHarness.Model.Verdicts;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak verify</c>: runs every scenario of a folder and compares what was found with what it expects.</summary>
internal static class VerifyVerb
{
    internal static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "Folders of scenarios, or scenario files.", Arity = ArgumentArity.OneOrMore };
        var output = RunSettings.Output();
        var command = new Command("verify", "Runs every scenario of a folder and compares the verdicts with what they expect.") { paths, output };
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var files = parsed.GetRequiredValue(paths).SelectMany(ScenarioSource.Files).ToArray();
            if (!ScenarioSource.TryRead(files, Console.Error, out var scenarios))
                return ExitCodes.BadInput;
            var expecting = scenarios.Where(s => s.Spec.Expect is not null).ToArray();
            if (expecting.Length == 0)
            {
                await Console.Error.WriteLineAsync($"No scenario with `expect:` in {string.Join(", ", parsed.GetRequiredValue(paths))}.");
                return ExitCodes.BadInput;
            }

            return await VerifyAsync(expecting, parsed.GetRequiredValue(output), interruption.Token);
        });
        return command;
    }

    private static async Task<int> VerifyAsync(ReadScenario[] scenarios, string output, CancellationToken interrupt)
    {
        var isGood = true;
        await Console.Out.WriteLineAsync(Row("scenario", "expected", "found", "rate", "suspect"));
        foreach (var scenario in scenarios)
        {
            var result = await RunAsync(scenario, output, interrupt);
            if (interrupt.IsCancellationRequested)
                return ExitCodes.Interrupted;
            isGood &= AsExpected(scenario.Spec, result);
            var mark = AsExpected(scenario.Spec, result) ? "" : "  <-- not as expected";
            await Console.Out.WriteLineAsync(Row(
                scenario.Spec.Name, Name(scenario.Spec.Expect), Found(result), Rate(result), result.Report?.Verdict.Suspects.FirstOrDefault()?.Type ?? "") + mark);
        }

        return isGood ? ExitCodes.Passed : ExitCodes.Failed;
    }

    private static async Task<RunResult> RunAsync(ReadScenario scenario, string output, CancellationToken interrupt)
    {
        await using var view = ProgressViews.Create();
        view.Say($"== {scenario.Path}");
        var options = new RunOptions { OutputDirectory = output, Secrets = scenario.Secrets, Observer = view, Command = $"soak run {scenario.Path}" };
        return await SoakRun.ExecuteAsync(scenario.Spec, options, interrupt);
    }

    private static bool AsExpected(ScenarioSpec spec, RunResult result)
    {
        var verdict = result.Report?.Verdict;
        var isRight = spec.Expect == Expectation.Leak
            ? result.Outcome == Outcome.Failed && verdict?.Verdict == Verdict.Leak
            : result.Outcome == Outcome.Passed;
        return isRight && (spec.ExpectSuspect is not { } expected || Matches(expected, verdict?.Suspects.FirstOrDefault()));
    }

    private static bool Matches(ExpectedSuspect expected, Suspect? found) => found is not null
        && found.Type.Contains(expected.Type, StringComparison.Ordinal)
        && (expected.Holder is not { } holder || found.Holder.Contains(holder, StringComparison.Ordinal)
            || found.Path.Any(p => p.Contains(holder, StringComparison.Ordinal)));

    private static string Found(RunResult result) => result.Outcome is Outcome.Passed or Outcome.Failed or Outcome.Inconclusive && result.Report is { } report
        ? Name(report.Verdict.Verdict)
        : Name(result.Outcome);

    private static string Rate(RunResult result)
    {
        var lead = result.Report?.Verdict.Findings.FirstOrDefault(f => f is { IsGating: true, Verdict: Verdict.Leak });
        return lead?.PerRequest is not { } per ? "" : FormattableString.Invariant($"{per.Estimate:0.##} {lead.Unit}/request");
    }

    private static string Name(Enum? value) => value?.ToString().ToLowerInvariant() ?? "";

    private static string Row(string scenario, string expected, string found, string rate, string suspect) =>
        $"{scenario,-28} {expected,-9} {found,-13} {rate,-22} {suspect}".TrimEnd();
}
