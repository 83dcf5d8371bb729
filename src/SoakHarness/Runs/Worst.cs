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

    /// <summary>The worst of some outcomes; passed when there is none.</summary>
    /// <param name="outcomes">Outcomes.</param>
    public static Outcome Of(IReadOnlyCollection<Outcome> outcomes) =>
        Order.First(o => o == Outcome.Passed || outcomes.Contains(o));
}
