using SoakHarness.Analysis.Fitting;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Heaps;

/// <summary>Growth of every type over all snapshots of a run.</summary>
internal static class HeapDiff
{
    private const long FewestAdded = 5;

    /// <summary>
    /// Types that grew from each snapshot to the next, by growth in retained bytes, the largest first.
    /// </summary>
    internal static IReadOnlyList<TypeGrowth> Growing(IReadOnlyList<HeapStage> stages) =>
        [
            .. stages[^1]
                .Summary.Types.Keys.Select(type => InNumber(type, stages))
                .OfType<TypeGrowth>()
                .Where(g => g.Retained > 0)
                .OrderByDescending(g => g.Retained)
                .ThenBy(g => g.Type, StringComparer.Ordinal),
        ];

    /// <summary>
    /// The growth of a type of which there are more in each snapshot, though they may retain less: clients whose
    /// connections were closed meanwhile; null for others.
    /// </summary>
    internal static TypeGrowth? InNumber(string type, IReadOnlyList<HeapStage> stages)
    {
        var counts = stages.Select(s => s.Summary.Of(type)).ToArray();
        var added = counts[^1].Instances - counts[0].Instances;
        var retained = counts[^1].Retained - counts[0].Retained;
        if (added < FewestAdded || !KeepsGrowing(counts.Select(c => c.Instances).ToArray(), stages))
            return null;
        double[] x = [.. stages.Select(s => s.Clock)];
        double[] y = [.. counts.Select(c => (double)c.Instances)];
        return new TypeGrowth(type, TheilSen.Slope(x, y) ?? new Interval(0, 0, 0), retained, added);
    }

    /// <summary>
    /// The later half of the requests must have added a fair share of the growth: what only grew at first has filled
    /// up.
    /// </summary>
    private static bool KeepsGrowing(long[] counts, IReadOnlyList<HeapStage> stages)
    {
        const double fairShare = 0.3;
        for (var i = 1; i < counts.Length; i++)
        {
            var span = stages[i].Clock - stages[i - 1].Clock;
            var expected = (counts[^1] - counts[0]) * span / (stages[^1].Clock - stages[0].Clock);
            if (counts[i] - counts[i - 1] < fairShare * expected)
                return false;
        }

        return true;
    }
}
