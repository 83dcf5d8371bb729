using SoakHarness.Model.Reports;
using SoakHarness.Recordings;
using SoakHarness.Runs;

namespace SoakHarness.CSharp;

/// <summary>
/// Runs scenarios in C#: as a program of their own (<see cref="Run(string[], ScenarioProps[])"/>) or inside a test
/// (<see cref="Execute"/>).
/// </summary>
public static class SoakRunner
{
    /// <summary>
    /// Runs scenarios one after another, prints as <c>soak run</c> does, and writes reports under <c>reports/</c>.
    /// </summary>
    /// <param name="scenarios">Scenarios.</param>
    /// <returns>The exit code of <c>soak run</c>: 0 when all are clean.</returns>
    public static Task<int> Run(params ScenarioProps[] scenarios) => Run([], scenarios);

    /// <summary>Runs scenarios one after another, prints as <c>soak run</c> does, and writes reports.</summary>
    /// <param name="args">The program's arguments: <c>--duration 30m</c>, <c>--out DIR</c>, <c>--format
    /// text|json</c>.</param>
    /// <param name="scenarios">Scenarios.</param>
    /// <returns>The exit code of <c>soak run</c>: 0 when all are clean.</returns>
    public static async Task<int> Run(string[] args, params ScenarioProps[] scenarios)
    {
        if (RunnerArguments.Parse(args, out var problem) is not { } arguments)
        {
            await Console.Error.WriteLineAsync(problem);
            return (int)Outcome.BadInput;
        }

        if (scenarios.Length == 0)
        {
            await Console.Error.WriteLineAsync("There is no scenario to run. Pass them: SoakRunner.Run(args, orders).");
            return (int)Outcome.BadInput;
        }

        if (scenarios.FirstOrDefault(s => s.Target is null) is { } aimless)
        {
            await Console.Error.WriteLineAsync(
                $"The scenario {aimless.Name} has no target. Write .Against(Target.Project(\"path/to/App.csproj\"))."
            );
            return (int)Outcome.BadInput;
        }

        using var interruption = new Interruption();
        using var teller = TellingObserver.Connect(Environment.GetEnvironmentVariable(TellingObserver.PipeVariable));
        var outcomes = new List<Outcome>();
        try
        {
            foreach (var scenario in scenarios.TakeWhile(_ => !interruption.Token.IsCancellationRequested))
                outcomes.Add(await RunAsync(scenario, arguments, teller, interruption.Token));
        }
        catch (RecordingException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            outcomes.Add(Outcome.BrokenEnvironment);
        }

        return (int)Worst.Of(outcomes);
    }

    /// <summary>Runs one scenario, prints nothing and returns what came of it, for a test to assert on.</summary>
    /// <param name="scenario">Scenario.</param>
    /// <param name="options">Where to write, what to hide, who watches.</param>
    /// <param name="interrupt">Ends the run early; what was recorded until then is judged.</param>
    /// <exception cref="InvalidOperationException">The scenario has no target.</exception>
    public static Task<RunResult> Execute(
        ScenarioProps scenario,
        RunOptions options,
        CancellationToken interrupt = default
    ) => SoakRun.ExecuteAsync(scenario.ToSpec(), options, context => new CodeLoad(context, scenario), interrupt);

    private static async Task<Outcome> RunAsync(
        ScenarioProps scenario,
        RunnerArguments arguments,
        TellingObserver? teller,
        CancellationToken interrupt
    )
    {
        var stretched = arguments.Duration is { } length
            ? scenario with
            {
                Load = StretchedLoad.To(scenario.Load, length),
            }
            : scenario;
        var view = new PlainView(Console.Error, TimeProvider.System);
        var options = new RunOptions
        {
            OutputDirectory = arguments.OutputDirectory,
            Observer = teller is null ? view : new Observers([view, teller]),
            Command = string.Join(' ', Environment.GetCommandLineArgs()),
        };
        teller?.Begin(stretched.ToSpec().Verdict.Metrics);
        var result = await Execute(stretched, options, interrupt);
        teller?.End(result.Folder, result.Reason);
        await RunOutput.WriteAsync(result, arguments.IsJson, Console.Out, Console.Error);
        return result.Outcome;
    }
}
