using System.Globalization;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Analysis;

/// <summary>
/// Judges the measuring itself: a harness that grows, a machine that had more to do than it could, or a target that
/// hung makes a run suspect. It changes no verdict; a reader is told not to trust times and small differences of such
/// a run.
/// </summary>
public static class HarnessCheck
{
    /// <summary>More than so much of the machine's time given to other guests shows in latencies.</summary>
    private const double LargestSteal = 0.05;

    /// <summary>A load average per core above this: for half of the time, somebody waited for a core.</summary>
    private const double LargestLoad = 1.5;

    // Before its first collection a runtime takes what its youngest generation may have, on large processors 128 MB:
    // under a small load that takes hours. A heap snapshot is read in the sidecar. Only what is beyond both is growth.
    private const double GrowthBytes = 128e6;
    private const double GrowthShare = 0.25;
    private const int FewestReadings = 8;

    // Within so much time, what is loaded and kept for the first snapshots and the first backlog is most of a growth.
    private const double SettledSeconds = 180;

    /// <summary>Why the run is suspect, a sentence each; empty when it is not.</summary>
    /// <param name="recording">The run.</param>
    public static IReadOnlyList<string> Doubts(Recording recording) =>
        [
            .. Growth(recording, SourceRole.Generator, "load generator"),
            .. Growth(recording, SourceRole.Sidecar, "sidecar"),
            .. Steal(recording),
            .. Load(recording),
            .. SilentTarget.Doubts(recording),
        ];

    private static IEnumerable<string> Growth(Recording recording, SourceRole role, string name)
    {
        if (Find(recording, role, "rss") is not { } rss || rss.Times[^1] - rss.Times[0] < SettledSeconds)
            yield break;
        var quarter = rss.Values.Length / 4;
        var before = Median(rss.Values[quarter..(2 * quarter)]);
        var after = Median(rss.Values[^quarter..]);
        if (after - before > Math.Max(GrowthBytes, GrowthShare * before))
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The {name} itself grew from {before / 1e6:0} MB to {after / 1e6:0} MB during the run."
            );
    }

    private static IEnumerable<string> Steal(Recording recording)
    {
        if (Find(recording, SourceRole.Generator, "machine-steal") is not { } steal)
            yield break;
        var share = (steal.Values[^1] - steal.Values[0]) / (steal.Times[^1] - steal.Times[0]);
        if (share > LargestSteal)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The hypervisor gave {share:0%} of this machine's CPU time to others."
            );
    }

    private static IEnumerable<string> Load(Recording recording)
    {
        if (
            Find(recording, SourceRole.Generator, "machine-load") is not { } load
            || Median(load.Values) is not (> LargestLoad and var median)
        )
            yield break;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"The machine was overloaded: its load average was {median:0.0} per core, so that target, generator and sidecar waited for each other or for other programs."
        );
    }

    private static Series? Find(Recording recording, SourceRole role, string metric) =>
        recording.Series.FirstOrDefault(s =>
            s.Source.Role == role && s.Metric == metric && s.Times.Length >= FewestReadings
        );

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
