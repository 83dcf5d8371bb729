using SoakHarness.Analysis.Heaps;
using SoakHarness.Analysis.Profiles;
using SoakHarness.Analysis.Resources;
using SoakHarness.Collection.Resources;
using SoakHarness.Model.Heaps;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Verdicts;
using SoakHarness.Recordings;

namespace SoakHarness.Runs;

/// <summary>Reads the snapshots of a run and names suspects; only for a run whose memory or resources leak.</summary>
internal static class Attribution
{
    /// <summary>The verdict with its suspects.</summary>
    internal static RunVerdict Explain(
        RunVerdict verdict,
        RunFolder folder,
        Recording recording,
        AllocationWindow allocations
    )
    {
        if (verdict.Verdict != Verdict.Leak)
            return verdict;
        var profiles = StoredProfiles.Of(folder, recording, "pprof-heap");
        Suspect[] heap =
        [
            .. SuspectFinder.Find(StoredSnapshots.Of(folder, recording), allocations),
            .. ProfileSuspects.Find(
                profiles,
                StoredProfiles.Of(folder, recording, "pprof-goroutine"),
                goroutinesLeak: Leaks(verdict, "goroutines"),
                HeapGrowth(verdict, profiles)
            ),
        ];
        var others = Resources(verdict, folder, recording)
            .Select(suspect => HeapOwners.Lay(ProfileOpeners.Lay(suspect, profiles), heap));
        return verdict with { Suspects = HeapOwners.InOrder(heap, [.. others], Leaks(verdict, "live-heap")) };
    }

    private static bool Leaks(RunVerdict verdict, string metric) => Leak(verdict, metric) is not null;

    private static MetricFinding? Leak(RunVerdict verdict, string metric) =>
        verdict.Findings.FirstOrDefault(f => f.Metric == metric && f.Verdict == Verdict.Leak);

    /// <summary>
    /// Bytes by which the heap grew between the first and the last profile, by its rate; null when it does not leak.
    /// </summary>
    private static double? HeapGrowth(RunVerdict verdict, IReadOnlyList<ProfileStage> stages)
    {
        if (Leak(verdict, "live-heap") is not { } leak || stages.Count == 0)
            return null;
        var (first, last) = (stages[0], stages[^1]);
        return leak.PerRequest is { } each && last.Requests - first.Requests is { } requests
            ? each.Estimate * requests
            : (leak.PerHour?.Estimate ?? 0) * (last.Time - first.Time) / 3600;
    }

    /// <summary>What each leaking resource is; sockets are handles and are named once.</summary>
    private static IEnumerable<Suspect> Resources(RunVerdict verdict, RunFolder folder, Recording recording)
    {
        ResourceStage[] stages =
        [
            .. recording
                .Snapshots.Where(s => s.Format == "resources" && File.Exists(folder.File(s.File)))
                .Select(s => new ResourceStage(
                    ResourceFile.Read(folder.File(s.File)),
                    s.Time,
                    recording.RequestsUntil(s.Time)
                )),
        ];
        var leaking = verdict.Findings.Where(f => f.Verdict == Verdict.Leak).Select(f => f.Metric).ToArray();
        return leaking
            .Where(metric => metric != "sockets" || !leaking.Contains("handles"))
            .SelectMany(metric => ResourceSuspects.Of(stages, metric, IsGo(recording)));
    }

    private static bool IsGo(Recording recording) =>
        recording.Identity.Facts.TryGetValue("runtime", out var runtime)
        && runtime.StartsWith("go", StringComparison.Ordinal);
}
