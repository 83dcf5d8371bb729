using System.CommandLine;
using SoakHarness.Cli.Live;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Verbs;

/// <summary>
/// <c>soak collect</c>: the sidecar alone, beside a process that another harness drives. It writes a recording and
/// judges nothing.
/// </summary>
internal static class CollectVerb
{
    // Without a length of its own a recording has its first snapshots as one of this length would, and the last one at
    // its end.
    private static readonly TimeSpan Nominal = TimeSpan.FromMinutes(3);

    internal static Command Create()
    {
        var watched = new WatchOptions("How long, e.g. 30m. Otherwise until the process ends, or Ctrl+C or SIGTERM.");
        watched.Prometheus.Aliases.Add("--prometheus");
        var output = RunSettings.Output();
        var command = new Command(
            "collect",
            "Records a process that another program loads, for soak analyze and soak report to judge."
        );
        watched.AddTo(command);
        command.Add(output);
        command.SetAction(
            async (parsed, _) =>
                watched.Read(parsed, "collect", Nominal, Console.Error) is var (scenario, isTimed)
                    ? await RecordAsync(scenario, isTimed, parsed.GetRequiredValue(output))
                    : ExitCodes.BadInput
        );
        return command;
    }

    private static async Task<int> RecordAsync(ScenarioSpec scenario, bool isTimed, string output)
    {
        using var interruption = new Interruption();
        RunResult result;
        await using (var view = ProgressViews.Create())
            result = await SoakRun.RecordAsync(
                scenario,
                new RunOptions { OutputDirectory = output, Observer = view },
                isTimed ? scenario.Load.SelfDriven!.During : null,
                interruption.Token
            );
        if (result.Outcome == Outcome.Passed)
            await Console.Out.WriteLineAsync(ShownPath.Of(result.Folder.Path));
        else
            await Console.Error.WriteLineAsync(result.Reason);
        return (int)result.Outcome;
    }
}
