using System.CommandLine;
using SoakHarness.Cli.Live;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak attach</c>: watches a process that runs and is loaded by something else, and judges it.</summary>
internal static class AttachVerb
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(10);

    internal static Command Create()
    {
        var watched = new WatchOptions("How long, e.g. 30m; 10m otherwise.");
        var growth = RunSettings.MinGrowth();
        var (output, format) = (RunSettings.Output(), RunSettings.Format());
        var live = new LiveOptions();
        var command = new Command("attach", "Watches a running process and says whether it leaks.");
        watched.AddTo(command);
        command.Add(growth);
        command.Add(output);
        command.Add(format);
        live.AddTo(command);
        command.SetAction(
            async (parsed, _) =>
            {
                if (
                    watched.Read(parsed, "attach", Usual, Console.Error) is not var (scenario, _)
                    || !RunSettings.TryReadMinGrowth(parsed, growth, Console.Error, out var bar)
                    || await Watchers.StartAsync(parsed, live, Console.Error) is not { } watchers
                )
                    return ExitCodes.BadInput;
                await using var watching = watchers;
                var judged = scenario with { Verdict = scenario.Verdict with { MinGrowth = bar } };
                using var interruption = new Interruption();
                var options = new RunOptions { OutputDirectory = parsed.GetRequiredValue(output) };
                var result = await watchers.RunAsync(judged, options, interruption.Token);
                await RunOutput.WriteAsync(
                    result,
                    parsed.GetRequiredValue(format) == "json",
                    Console.Out,
                    Console.Error
                );
                await watchers.FinishAsync();
                return (int)result.Outcome;
            }
        );
        return command;
    }
}
