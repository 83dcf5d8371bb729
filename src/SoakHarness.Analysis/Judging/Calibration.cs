using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Judging;

/// <summary>
/// Confidence is the share of verdicts like this one that were right on a calibration set of its own: the shapes of two
/// generators, 6 to 20,000 points (tests/benchmarks/verdict, seeds 5 and 12). Scores of the model average are no
/// probabilities and are not shown as such.
/// </summary>
internal static class Calibration
{
    private const int Few = 24;
    private const double Unknown = 0.5;

    /// <summary>0.5 to 1.</summary>
    internal static double Confidence(MetricFinding finding) =>
        (finding.Verdict, finding.Rule, finding.Samples < Few) switch
        {
            (Verdict.Inconclusive, _, _) => Unknown,
            (Verdict.Leak, Rules.Average, true) => 0.99,
            (Verdict.Leak, Rules.Average, false) => 0.995,
            (Verdict.Leak, Rules.Staircase, _) => 0.98,
            (Verdict.Leak, _, _) => 0.97,
            (_, Rules.Average, true) => 0.985,
            (_, Rules.Average, false) => 0.995,
            (_, Rules.Resolution, true) => 0.94,
            (_, Rules.Resolution, false) => 0.98,
            _ => 0.98,
        };
}
