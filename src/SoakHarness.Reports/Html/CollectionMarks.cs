using System.Text.Json.Nodes;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Reports.Html;

/// <summary>When garbage was collected, for marks under a chart; of those too close to be told apart the most telling stays.</summary>
internal static class CollectionMarks
{
    private const int Most = 1000;

    /// <summary>Pairs of time and kind: 2 for a full GC that came by itself, 1 for a smaller one, 0 for an induced one.</summary>
    internal static JsonArray Of(IReadOnlyList<GarbageCollection> collections)
    {
        if (collections.Count == 0)
            return [];
        var width = Math.Max(1e-3, (collections.Max(c => c.Time) - collections.Min(c => c.Time)) / Most);
        var kept = collections.GroupBy(c => (long)(c.Time / width)).Select(g => g.MaxBy(Kind)!).OrderBy(c => c.Time);
        return [.. kept.Select(c => (JsonNode)new JsonArray(Math.Round(c.Time, 2), Kind(c)))];
    }

    private static int Kind(GarbageCollection collection) => collection.IsInduced ? 0 : collection.Generation == 2 ? 2 : 1;
}
