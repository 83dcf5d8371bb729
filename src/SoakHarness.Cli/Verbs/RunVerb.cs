using System.CommandLine;
using System.Net;
using SoakHarness.Cli.Live;
using SoakHarness.Load.Engine;
using SoakHarness.Model.Reports;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak run</c>: runs scenarios one after another and judges them.</summary>
internal static class RunVerb
{
    internal static Command Create()
    {
        var files = new Argument<string[]>("scenario") { Description = "Scenario files: *.yaml, or *.cs for scenarios in C#.", Arity = ArgumentArity.OneOrMore };
        var output = RunSettings.Output();
        var format = RunSettings.Format();
        var duration = new Option<string?>("--duration") { Description = "Total length of the load, e.g. 30m or 8h: the scenario's simulations are stretched to it." };
        var prometheus = new Option<int?>("--prometheus") { Description = "Port of 127.0.0.1 on which /metrics shows where the run stands." };
        var command = new Command("run", "Runs scenarios and says whether their targets leak.") { files, output, format, duration, prometheus };
        command.SetAction(async (parsed, _) =>
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

            if (!TryServe(parsed.GetValue(prometheus), out var endpoint))
                return ExitCodes.BadInput;
            await using var serving = endpoint;
            var outcomes = new List<Outcome>();
            string[] options = ["--out", parsed.GetRequiredValue(output), "--format", parsed.GetRequiredValue(format),
                .. parsed.GetValue(duration) is { } length ? (string[])["--duration", length] : []];
            foreach (var file in code.TakeWhile(_ => !interruption.Token.IsCancellationRequested))
                outcomes.Add(await CodeScenario.RunAsync(file, options, interruption.Token));
            SocketCompletions.RunInline();
            foreach (var scenario in scenarios)
            {
                outcomes.Add(await RunAsync(scenario, parsed.GetRequiredValue(output), parsed.GetRequiredValue(format), endpoint, interruption.Token));
                if (interruption.Token.IsCancellationRequested)
                    break;
            }

            return (int)Worst.Of(outcomes);
        });
        return command;
    }

    private static (string[] Code, string[] Described) Split(string[] files) =>
        ([.. files.Where(CodeScenario.IsCode)], [.. files.Where(f => !CodeScenario.IsCode(f))]);

    private static async Task<Outcome> RunAsync(ReadScenario scenario, string output, string format, PrometheusEndpoint? endpoint, CancellationToken interrupt)
    {
        RunResult result;
        await using (var view = ProgressViews.Create())
        {
            var options = new RunOptions
            {
                OutputDirectory = output, Secrets = scenario.Secrets, Observer = endpoint is null ? view : new TwoObservers(view, endpoint), Command = $"soak run {scenario.Path}",
            };
            result = await SoakRun.ExecuteAsync(scenario.Spec, options, interrupt);
        }

        await RunOutput.WriteAsync(result, format == "json", Console.Out, Console.Error);
        return result.Outcome;
    }

    private static bool TryServe(int? port, out PrometheusEndpoint? endpoint)
    {
        endpoint = null;
        if (port is null)
            return true;
        try
        {
            endpoint = new PrometheusEndpoint(port.Value);
            return true;
        }
        catch (Exception bad) when (bad is HttpListenerException or ArgumentException)
        {
            Console.Error.WriteLine($"--prometheus {port}: {bad.Message}. Name a free port from 1 to 65535.");
            return false;
        }
    }
}
