using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Runs;

/// <summary>Whether a target that drives itself was seen to work.</summary>
internal static class OperationCount
{
    /// <summary>
    /// That none of the operations that were to be counted was, which proves nothing about the target; null when some
    /// were, or none were to be.
    /// </summary>
    /// <param name="load">Load of the scenario.</param>
    /// <param name="recording">Recording.</param>
    internal static RunEvent? Missing(LoadSpec load, Recording recording)
    {
        var where = load.SelfDriven switch
        {
            { Meter: { } meter } => $"the instrument {meter} did not rise",
            { OutputPattern: { } pattern } => $"no lines of the output had a rising count that matches {pattern}",
            { PrometheusCounter: { } counter } => $"the counter {counter} did not rise",
            _ => null,
        };
        return where is null || recording.Series.Any(s => s.Metric == "requests" && Rises(s.Values))
            ? null
            : new RunEvent(
                new Source(SourceRole.Generator, "", "", 0),
                0,
                RunEventKind.LoadFailed,
                $"no operation was counted: {where}. Check load.self-driven.operations."
            );
    }

    private static bool Rises(double[] totals) => totals.Length > 0 && totals.Max() > totals.Min();
}
