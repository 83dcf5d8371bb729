using System.Text.Json.Nodes;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Reports.Html;

/// <summary>
/// When garbage was collected and when a checkpoint gave no floor; of those too close to be told apart the most telling
/// stays.
/// </summary>
internal static class CollectionMarks
{
    private const int Most = 1000;

    /// <summary>
    /// Pairs of time and kind: 3 for a checkpoint without a floor, 2 for a full GC that came by itself, 1 for a smaller
    /// one, 0 for an induced one.
    /// </summary>
    internal static JsonArray Of(Recording recording)
    {
        (double Time, int Kind)[] all =
        [
            .. recording.Collections.Select(c => (c.Time, Kind(c))),
            .. recording.Checkpoints.Where(c => c.Outcome != CheckpointOutcome.Completed).Select(c => (c.Time, 3)),
        ];
        if (all.Length == 0)
            return [];
        var width = Math.Max(1e-3, (all.Max(m => m.Time) - all.Min(m => m.Time)) / Most);
        var kept = all.GroupBy(m => (long)(m.Time / width)).Select(g => g.MaxBy(m => m.Kind)).OrderBy(m => m.Time);
        return [.. kept.Select(m => (JsonNode)new JsonArray(Math.Round(m.Time, 2), m.Kind))];
    }

    private static int Kind(GarbageCollection collection) =>
        collection.IsInduced ? 0
        : collection.Generation == 2 ? 2
        : 1;
}
