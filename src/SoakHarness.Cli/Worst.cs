using SoakHarness.Model.Reports;

namespace SoakHarness.Cli;

/// <summary>One exit code for several runs: the one that needs a person first.</summary>
internal static class Worst
{
    private static readonly Outcome[] Order =
    [
        Outcome.Interrupted, Outcome.Failed, Outcome.BadInput, Outcome.BrokenEnvironment, Outcome.LoadNotDelivered, Outcome.Inconclusive, Outcome.Passed,
    ];

    internal static Outcome Of(IReadOnlyCollection<Outcome> outcomes) => Order.First(o => o == Outcome.Passed || outcomes.Contains(o));
}
