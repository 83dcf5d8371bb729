using System.Diagnostics;
using SoakHarness.Cli.Live;
using SoakHarness.Runs;

namespace SoakHarness.Cli.Verifying;

/// <summary>Verifies scenarios, a number of them at a time, and prints a row as each ends.</summary>
internal sealed class Verification(string output, int parallel, VerifyLog log, TextWriter table)
{
    private readonly List<VerifyRow> _rows = [];
    private readonly Lock _gate = new();

    /// <summary>Runs what the log does not hold yet.</summary>
    /// <returns>A row for each scenario that ended.</returns>
    internal async Task<IReadOnlyList<VerifyRow>> RunAsync(
        IReadOnlyList<ReadScenario> scenarios,
        CancellationToken interrupt
    )
    {
        await table.WriteLineAsync(VerifyTable.Header);
        var known = scenarios.Select(s => (Scenario: s, Row: Earlier(s))).ToArray();
        foreach (var row in known.Select(k => k.Row).OfType<VerifyRow>())
            Print(row);
        var left = new Queue<ReadScenario>(known.Where(k => k.Row is null).Select(k => k.Scenario));
        await Task.WhenAll(Enumerable.Range(0, parallel).Select(_ => WorkAsync(left, interrupt)));
        return _rows;
    }

    /// <summary>The row of an earlier run that need not be run again: it proved something about this text.</summary>
    private VerifyRow? Earlier(ReadScenario scenario) =>
        log.Earlier.LastOrDefault(row =>
            row.Scenario == scenario.Spec.Name
            && row.Fingerprint == Expectations.Fingerprint(scenario.Spec)
            && row.ProvesSomething
        );

    private async Task WorkAsync(Queue<ReadScenario> left, CancellationToken interrupt)
    {
        await Task.Yield();
        while (!interrupt.IsCancellationRequested && Next(left) is { } scenario)
        {
            var row = await VerifyAsync(scenario, interrupt);
            if (interrupt.IsCancellationRequested)
                return;
            log.Add(row);
            Print(row);
        }
    }

    private ReadScenario? Next(Queue<ReadScenario> left)
    {
        lock (_gate)
            return left.TryDequeue(out var scenario) ? scenario : null;
    }

    private async Task<VerifyRow> VerifyAsync(ReadScenario scenario, CancellationToken interrupt)
    {
        var began = Stopwatch.GetTimestamp();
        // Side by side, the views of several runs would be drawn over each other.
        await using var view =
            parallel > 1 ? new LineView(new PlainView(TextWriter.Null, TimeProvider.System)) : ProgressViews.Create();
        view.Say($"== {scenario.Path}");
        var options = new RunOptions
        {
            OutputDirectory = output,
            Secrets = scenario.Secrets,
            Observer = view,
            Command = $"soak run {scenario.Path}",
        };
        var result = await SoakRun.ExecuteAsync(scenario.Spec, options, interrupt);
        return Expectations.Compare(
            scenario.Spec,
            result.Outcome,
            result.Report,
            Stopwatch.GetElapsedTime(began).TotalSeconds
        );
    }

    private void Print(VerifyRow row)
    {
        lock (_gate)
        {
            _rows.Add(row);
            table.WriteLine(VerifyTable.Render(row));
        }
    }
}
