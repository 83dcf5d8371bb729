namespace SoakHarness.Analysis.Judging;

/// <summary>Maps scores of the model average, which are no calibrated probabilities, to the share of verdicts that are right.</summary>
internal static class Calibration
{
    /// <summary>Confidence of a leak verdict: the score is above .95 by then, and the gates have taken most of the false ones.</summary>
    internal static double Leak(double score) => Math.Clamp(score, 0.95, 0.99);

    /// <summary>Confidence of a clean verdict.</summary>
    internal static double Clean(double score) => Math.Clamp(score, 0.9, 0.97);
}
