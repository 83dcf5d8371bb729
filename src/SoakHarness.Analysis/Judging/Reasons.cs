using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Judging;

/// <summary>Which kind of calm a calm series shows.</summary>
internal static class Reasons
{
    internal static ReasonCode Calm(Trend whole, Trend calm, double bar)
    {
        if (!ReferenceEquals(whole, calm) && whole.Slope.Low > bar)
            return ReasonCode.LevelledOff;
        return calm.Slope.Low > 0 ? ReasonCode.BelowTolerance : ReasonCode.Flat;
    }
}
