using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Heaps;

/// <summary>What is in one snapshot, by type.</summary>
/// <param name="Type">Type name.</param>
/// <param name="Instances">Reachable instances.</param>
/// <param name="Retained">Bytes that would be freed with them.</param>
/// <param name="Holder">Who holds most of them; empty when no one does.</param>
public sealed record HeapHistogram(string Type, long Instances, long Retained, string Holder)
{
    /// <summary>The types that retain most, the largest first.</summary>
    /// <param name="snapshot">Snapshot.</param>
    /// <param name="most">How many.</param>
    public static IReadOnlyList<HeapHistogram> Of(HeapSnapshot snapshot, int most)
    {
        var view = new HeapView(snapshot);
        return
        [
            .. snapshot
                .Types.Select(type => (Type: type, Sum: view.Of(type)))
                .Where(t => t.Sum.Instances > 0)
                .OrderByDescending(t => t.Sum.Retained)
                .ThenBy(t => t.Type, StringComparer.Ordinal)
                .Take(most)
                .Select(t => new HeapHistogram(
                    t.Type,
                    t.Sum.Instances,
                    t.Sum.Retained,
                    HolderPath.Find(HeapSummary.Empty, view, t.Type).Holder
                )),
        ];
    }
}
