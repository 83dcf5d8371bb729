using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// The delegates of a snapshot whose names are worth reading: all with several targets, some of what each of these
/// calls, and some of each type. Reading one takes some 0.1 ms.
/// </summary>
/// <param name="Several">Delegates with several targets.</param>
/// <param name="Single">Delegates with one target.</param>
internal sealed record DelegateChoice(IReadOnlyList<int> Several, IReadOnlyList<int> Single)
{
    private const int MostSeveral = 500;
    private const int MostListed = 300;
    private const int MostOfType = 100;
    private const int MostSingle = 5000;

    /// <summary>Chooses.</summary>
    internal static DelegateChoice Of(HeapSnapshot heap)
    {
        var delegates = new HeapDelegates(heap);
        var several = new List<int>();
        var listed = new List<int>();
        var byType = new Dictionary<int, List<int>>();
        for (var node = 0; node < heap.Count; node++)
        {
            if (!delegates.Contains(node))
                continue;
            var targets = delegates.TargetsOf(node);
            if (targets.Length == 0)
                (byType.TryGetValue(heap.TypeOf[node], out var same) ? same : byType[heap.TypeOf[node]] = []).Add(node);
            else if (several.Count < MostSeveral)
            {
                several.Add(node);
                listed.AddRange(Spread(targets, MostListed));
            }
        }

        return new DelegateChoice(
            several,
            [.. listed.Concat(byType.Values.SelectMany(same => Spread(same, MostOfType))).Distinct().Take(MostSingle)]
        );
    }

    private static IEnumerable<int> Spread(IReadOnlyList<int> all, int most)
    {
        var step = Math.Max(1, (all.Count + most - 1) / most);
        return all.Where((_, i) => i % step == 0);
    }
}
