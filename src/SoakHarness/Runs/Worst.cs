using SoakHarness.Model.Reports;

namespace SoakHarness.Runs;

/// <summary>One exit code for several runs: the one that needs a person first.</summary>
public static class Worst
{
    private static readonly Outcome[] Order =
    [
        Outcome.Interrupted,
        Outcome.Failed,
        Outcome.BadInput,
        Outcome.BrokenEnvironment,
        Outcome.LoadNotDelivered,
        Outcome.Inconclusive,
        Outcome.Passed,
    ];

    /// <summary>The worst of some outcomes; interrupted when no run came to begin.</summary>
    /// <param name="outcomes">Outcomes.</param>
    public static Outcome Of(IReadOnlyCollection<Outcome> outcomes) =>
        outcomes.Count == 0 ? Outcome.Interrupted : Order.First(outcomes.Contains);
}
