using System.CommandLine;
using SoakHarness.Cli.Verifying;
using SoakHarness.Load.Engine;
using SoakHarness.Runs;
using SoakHarness.ScenarioFiles.Values;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak verify</c>: runs every scenario of a folder and compares what was found with what it expects.</summary>
internal static class VerifyVerb
{
    internal static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "Folders of scenarios, or scenario files.", Arity = ArgumentArity.OneOrMore };
        var output = RunSettings.Output();
        var parallel = new Option<int>("--parallel") { Description = "Scenarios at a time; more than the machine can bear makes them prove nothing.", DefaultValueFactory = _ => 1 };
        var resume = new Option<bool>("--resume") { Description = "Go on with the verification that was interrupted: what ended is not run again." };
        var duration = new Option<string?>("--duration") { Description = "Length of every load, e.g. 30s." };
        var command = new Command("verify", "Runs every scenario of a folder and compares the verdicts with what they expect.") { paths, output, parallel, resume, duration };
        command.SetAction(async (parsed, _) =>
        {
            var files = parsed.GetRequiredValue(paths).SelectMany(ScenarioSource.Files).ToArray();
            if (!ScenarioSource.TryRead(files, Console.Error, out var scenarios))
                return ExitCodes.BadInput;
            ReadScenario[] expecting = [.. scenarios.Where(s => s.Spec.Expect is not null)];
            var problem = expecting.Length == 0 ? $"No scenario with `expect:` in {string.Join(", ", parsed.GetRequiredValue(paths))}."
                : parsed.GetValue(parallel) is < 1 or > 64 ? "--parallel: write a number from 1 to 64."
                : Stretch(ref expecting, parsed.GetValue(duration));
            if (problem is not null)
            {
                await Console.Error.WriteLineAsync(problem);
                return ExitCodes.BadInput;
            }

            var folder = parsed.GetRequiredValue(output);
            var log = VerifyLog.Open(folder, parsed.GetValue(resume));
            return await VerifyAsync(new Verification(folder, parsed.GetValue(parallel), log, Console.Out), expecting);
        });
        return command;
    }

    private static async Task<int> VerifyAsync(Verification verification, ReadScenario[] scenarios)
    {
        SocketCompletions.RunInline();
        using var interruption = new Interruption();
        var rows = await verification.RunAsync(scenarios, interruption.Token);
        await Console.Out.WriteLineAsync(VerifyTable.Summary(rows, scenarios.Length));
        if (interruption.Token.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted; --resume goes on with the rest.");
            return ExitCodes.Interrupted;
        }

        return rows.All(r => r.IsRight) ? ExitCodes.Passed : ExitCodes.Failed;
    }

    private static string? Stretch(ref ReadScenario[] scenarios, string? duration)
    {
        if (duration is null)
            return null;
        if (!DurationText.TryParse(duration, out var length))
            return $"--duration {duration}: write a number and a unit: 90s, 10m, 8h or 2d.";
        scenarios = [.. scenarios.Select(s => s with { Spec = s.Spec with { Load = StretchedLoad.To(s.Spec.Load, length) } })];
        return null;
    }
}
