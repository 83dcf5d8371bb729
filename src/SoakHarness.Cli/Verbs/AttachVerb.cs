using System.CommandLine;
using SoakHarness.Cli.Live;
using SoakHarness.Model.Scenarios;
using SoakHarness.Reports;
using SoakHarness.Runs;
using SoakHarness.ScenarioFiles.Values;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak attach</c>: watches a process that runs and is loaded by something else, and judges it.</summary>
internal static class AttachVerb
{
    internal static Command Create()
    {
        var pid = new Option<int>("--pid") { Description = "Process to watch; it is never stopped.", Required = true };
        var during = new Option<string>("--during")
        {
            Description = "How long, e.g. 10m.",
            DefaultValueFactory = _ => "10m",
        };
        var passive = new Option<bool>("--passive") { Description = "Induce no GC and take no snapshot: only watch." };
        var output = RunSettings.Output();
        var command = new Command("attach", "Watches a running process and says whether it leaks.")
        {
            pid,
            during,
            passive,
            output,
        };
        command.SetAction(
            async (parsed, _) =>
            {
                if (!DurationText.TryParse(parsed.GetRequiredValue(during), out var length))
                {
                    await Console.Error.WriteLineAsync(
                        $"--during {parsed.GetRequiredValue(during)}: write a number and a unit: 90s, 10m, 8h or 2d."
                    );
                    return ExitCodes.BadInput;
                }

                return await AttachAsync(
                    Scenario(parsed.GetRequiredValue(pid), length, parsed.GetValue(passive)),
                    parsed.GetRequiredValue(output)
                );
            }
        );
        return command;
    }

    private static async Task<int> AttachAsync(ScenarioSpec scenario, string output)
    {
        using var interruption = new Interruption();
        RunResult result;
        await using (var view = ProgressViews.Create())
            result = await SoakRun.ExecuteAsync(
                scenario,
                new RunOptions { OutputDirectory = output, Observer = view },
                interruption.Token
            );
        if (result.Report is { } report)
            await Console.Out.WriteAsync(ConsoleSummary.Render(report));
        else
            await Console.Error.WriteLineAsync(result.Reason);
        return (int)result.Outcome;
    }

    private static ScenarioSpec Scenario(int pid, TimeSpan during, bool isPassive) =>
        new()
        {
            Name = FormattableString.Invariant($"attach-{pid}"),
            Target = new TargetSpec { Pid = pid },
            Load = new LoadSpec { SelfDriven = new SelfDrivenSpec { During = during } },
            Watch = isPassive
                ? new WatchSpec
                {
                    Checkpoint = null,
                    HeapSnapshots = 0,
                    Drain = TimeSpan.Zero,
                    AllocationSampling = TimeSpan.Zero,
                }
                : new WatchSpec(),
        };
}
