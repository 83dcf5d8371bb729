using System.CommandLine;
using SoakHarness.Cli.Live;
using SoakHarness.Model.Reports;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak run</c>: runs scenarios one after another and judges them.</summary>
internal static class RunVerb
{
    internal static Command Create()
    {
        var files = new Argument<string[]>("scenario")
        {
            Description = "Scenario files: *.yaml, or *.cs for scenarios in C#.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = RunSettings.Output();
        var format = RunSettings.Format();
        var duration = new Option<string?>("--duration")
        {
            Description = "Total length of the load, e.g. 30m or 8h: the scenario's simulations are stretched to it.",
        };
        var live = new LiveOptions();
        var command = new Command("run", "Runs scenarios and says whether their targets leak.")
        {
            files,
            output,
            format,
            duration,
        };
        live.AddTo(command);
        command.SetAction(
            async (parsed, _) =>
            {
                using var interruption = new Interruption();
                var (code, described) = Split(parsed.GetRequiredValue(files));
                if (!ScenarioSource.TryRead(described, Console.Error, out var scenarios))
                    return ExitCodes.BadInput;
                if (Stretching.Apply(scenarios, parsed.GetValue(duration), out scenarios) is { } problem)
                {
                    await Console.Error.WriteLineAsync(problem);
                    return ExitCodes.BadInput;
                }

                if (await Watchers.StartAsync(parsed, live, Console.Error) is not { } watchers)
                    return ExitCodes.BadInput;
                await using var watching = watchers;
                var outcomes = new List<Outcome>();
                string[] options =
                [
                    "--out",
                    parsed.GetRequiredValue(output),
                    "--format",
                    parsed.GetRequiredValue(format),
                    .. parsed.GetValue(duration) is { } length ? (string[])["--duration", length] : [],
                ];
                foreach (var file in code.TakeWhile(_ => !interruption.Token.IsCancellationRequested))
                    outcomes.Add(
                        await CodeScenario.RunAsync(file, options, watchers.IsAny ? watchers : null, interruption.Token)
                    );
                foreach (var scenario in scenarios.TakeWhile(_ => !interruption.Token.IsCancellationRequested))
                {
                    var run = new RunOptions
                    {
                        OutputDirectory = parsed.GetRequiredValue(output),
                        Secrets = scenario.Secrets,
                        Command = $"soak run {scenario.Path}",
                    };
                    var result = await watchers.RunAsync(scenario.Spec, run, interruption.Token);
                    await RunOutput.WriteAsync(
                        result,
                        parsed.GetRequiredValue(format) == "json",
                        Console.Out,
                        Console.Error
                    );
                    outcomes.Add(result.Outcome);
                }

                await watchers.FinishAsync();
                return (int)Worst.Of(outcomes);
            }
        );
        return command;
    }

    private static (string[] Code, string[] Described) Split(string[] files) =>
        ([.. files.Where(CodeScenario.IsCode)], [.. files.Where(f => !CodeScenario.IsCode(f))]);
}
