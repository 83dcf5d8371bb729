using MathNet.Numerics.Distributions;

namespace SoakHarness.Analysis.History;

/// <summary>
/// One lasting step up in a short series: the split with the largest t statistic, when it stands out of chance after
/// paying for every split that was tried (Bonferroni) and is large enough to matter.
/// </summary>
internal static class LevelShift
{
    private const int FewestASide = 3;
    private const double FalseAlarms = 0.001;
    private const double Least = 0.1;

    /// <summary>Index of the first value of the higher level; null when there is no such step.</summary>
    internal static int? Upward(IReadOnlyList<double> values)
    {
        var splits = Enumerable.Range(FewestASide, Math.Max(0, values.Count - 2 * FewestASide + 1)).ToArray();
        if (splits.Length == 0)
            return null;
        var best = splits.MaxBy(split => T(values, split));
        var (before, after) = (values.Take(best).Average(), values.Skip(best).Average());
        var needed = StudentT.InvCDF(0, 1, values.Count - 2, 1 - FalseAlarms / splits.Length);
        return after > before * (1 + Least) && T(values, best) > needed ? best : null;
    }

    private static double T(IReadOnlyList<double> values, int split)
    {
        var (before, after) = (values.Take(split).ToArray(), values.Skip(split).ToArray());
        var (a, b) = (before.Average(), after.Average());
        var squares = before.Sum(v => (v - a) * (v - a)) + after.Sum(v => (v - b) * (v - b));
        var variance = squares / (values.Count - 2) * (1.0 / before.Length + 1.0 / after.Length);
        // Values that do not vary at all are told apart by their difference alone.
        return variance > 0 ? (b - a) / Math.Sqrt(variance)
            : b > a ? double.MaxValue
            : 0;
    }
}
