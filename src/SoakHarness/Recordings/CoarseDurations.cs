using System.Runtime.InteropServices;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Recordings;

/// <summary>
/// Load windows of a long run as they are kept in memory: service time and lateness, which only count over whole runs,
/// in one histogram for many windows, the last of them. Nothing is lost but which of these windows a duration was in;
/// latency itself stays window by window.
/// </summary>
internal static class CoarseDurations
{
    private const int Together = 60;

    internal static List<LoadWindow> Of(IEnumerable<LoadWindow> windows)
    {
        var all = new List<LoadWindow>();
        var open = new Dictionary<(Source, string, string, bool), (List<LoadWindow> Kept, int Last)>();
        foreach (var window in windows)
        {
            // Of an imported load, service time is all there is: it takes the place of latency.
            if (window.Latency.Counts.Count == 0 && window.ServiceTime.Counts.Count > 0)
            {
                all.Add(window);
                continue;
            }

            var key = (window.Source, window.Scenario, window.Step, window.IsWarmUp);
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(open, key, out _);
            group.Kept ??= [];
            group.Kept.Add(window);
            group.Last = all.Count;
            all.Add(window with { ServiceTime = LatencyCounts.None, Lateness = LatencyCounts.None });
            if (group.Kept.Count == Together)
                Close(all, group);
        }

        foreach (var group in open.Values.Where(g => g.Kept.Count > 0))
            Close(all, group);
        all.TrimExcess();
        return all;
    }

    private static void Close(List<LoadWindow> all, (List<LoadWindow> Kept, int Last) group)
    {
        all[group.Last] = all[group.Last] with
        {
            ServiceTime = Packed(group.Kept.Select(w => w.ServiceTime)),
            Lateness = Packed(group.Kept.Select(w => w.Lateness)),
        };
        group.Kept.Clear();
    }

    private static LatencyCounts Packed(IEnumerable<LatencyCounts> durations)
    {
        var merged = Latencies.Merge(durations);
        return merged with
        {
            UpperMicros = PackedNumbers.Of([.. merged.UpperMicros]),
            Counts = PackedNumbers.Of([.. merged.Counts]),
        };
    }
}
