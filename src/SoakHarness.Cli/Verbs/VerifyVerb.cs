using System.CommandLine;
using SoakHarness.Cli.Verifying;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Verbs;

/// <summary>
/// <c>soak verify</c>: runs every scenario of a folder and compares what was found with what it expects.
/// </summary>
internal static class VerifyVerb
{
    internal static Command Create()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Folders of scenarios, or scenario files.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = RunSettings.Output();
        var parallel = new Option<int>("--parallel")
        {
            Description = "Scenarios at a time; more than the machine can bear makes them prove nothing.",
            DefaultValueFactory = _ => 1,
        };
        var resume = new Option<bool>("--resume")
        {
            Description = "Go on with an earlier verification: what proved something is not run again.",
        };
        var duration = new Option<string?>("--duration") { Description = "Length of every load, e.g. 30s." };
        var format = new Option<string>("--format")
        {
            Description =
                "What is printed on standard output; with markdown and json the rows go to standard error as they come.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "markdown", "json");
        var command = new Command(
            "verify",
            "Runs every scenario of a folder and compares the verdicts with what they expect."
        )
        {
            paths,
            output,
            parallel,
            resume,
            duration,
            format,
        };
        command.SetAction(
            async (parsed, _) =>
            {
                var files = parsed
                    .GetRequiredValue(paths)
                    .SelectMany(path => ScenarioFolder.Files(path, SearchOption.TopDirectoryOnly, Console.Error))
                    .ToArray();
                if (!ScenarioSource.TryRead(files, Console.Error, out var scenarios))
                    return ExitCodes.BadInput;
                IReadOnlyList<ReadScenario> expecting = [.. scenarios.Where(s => s.Spec.Expect is not null)];
                var problem =
                    expecting.Count == 0
                        ? $"No scenario with `expect:` in {string.Join(", ", parsed.GetRequiredValue(paths))}."
                    : parsed.GetValue(parallel) is < 1 or > 64 ? "--parallel: write a number from 1 to 64."
                    : Stretching.Apply(expecting, parsed.GetValue(duration), out expecting);
                if (problem is not null)
                {
                    await Console.Error.WriteLineAsync(problem);
                    return ExitCodes.BadInput;
                }

                var folder = parsed.GetRequiredValue(output);
                var log = VerifyLog.Open(folder, parsed.GetValue(resume));
                var form = parsed.GetRequiredValue(format);
                var verification = new Verification(
                    folder,
                    parsed.GetValue(parallel),
                    log,
                    form == "text" ? Console.Out : Console.Error
                );
                return await VerifyAsync(verification, expecting, form);
            }
        );
        return command;
    }

    private static async Task<int> VerifyAsync(
        Verification verification,
        IReadOnlyList<ReadScenario> scenarios,
        string format
    )
    {
        using var interruption = new Interruption();
        var rows = await verification.RunAsync(scenarios, interruption.Token);
        await Console.Out.WriteAsync(
            format switch
            {
                "markdown" => VerifyDocument.Markdown(rows, scenarios.Count),
                "json" => VerifyDocument.Json(rows, scenarios.Count),
                _ => new VerifyTotals(rows).Words(scenarios.Count) + "\n",
            }
        );
        if (interruption.Token.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted; --resume goes on with the rest.");
            return ExitCodes.Interrupted;
        }

        return (int)Worst.Of([.. rows.Select(r => r.Outcome)]);
    }
}
