using SoakHarness.Model.Reports;

namespace SoakHarness.Cli;

/// <summary>Exit codes of every verb, in one place.</summary>
internal static class ExitCodes
{
    internal const int Passed = (int)Outcome.Passed;
    internal const int Failed = (int)Outcome.Failed;
    internal const int BadInput = (int)Outcome.BadInput;
    internal const int BrokenEnvironment = (int)Outcome.BrokenEnvironment;
    internal const int Inconclusive = (int)Outcome.Inconclusive;
    internal const int LoadNotDelivered = (int)Outcome.LoadNotDelivered;
    internal const int Interrupted = (int)Outcome.Interrupted;
}
