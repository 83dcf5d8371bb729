namespace SoakHarness.Analysis.Judging;

/// <summary>
/// The end of a very long series, judged for itself: whatever came before, two ends of different length that are both
/// calm show that it has ended. The model average of the whole cannot say so of what no model draws, such as two steps.
/// </summary>
internal static class LateCalm
{
    private const double CalmProbability = 0.07;
    private static readonly double[] Windows = [0.65, 0.5, 0.36, 0.25];

    /// <summary>The longest calm end whose next shorter one is calm too; null where there is none.</summary>
    internal static Trend? Of(Trend whole, double bar)
    {
        Trend? longer = null;
        foreach (var share in Windows)
        {
            var part = Trend.Fit(whole.Window.From(whole.Window.Times[^1] - share * whole.Seconds));
            var isCalm = part is not null && part.Slope.Low <= bar && part.ProbabilityAbove(2 * bar) < CalmProbability;
            if (isCalm && longer is not null)
                return longer;
            longer = isCalm ? part : null;
        }

        return null;
    }
}
