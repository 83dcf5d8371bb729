using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Reports;

/// <summary>Sentences about a suspect that every report has.</summary>
internal static class SuspectWords
{
    /// <summary>
    /// How fast it grows; objects only where they were counted, which a Go profile does not do. Empty when unknown.
    /// </summary>
    /// <param name="suspect">Suspect.</param>
    /// <param name="work">What rates are counted by, as <see cref="Recording.Work"/>.</param>
    internal static string Growth(Suspect suspect, string work) =>
        (suspect.BytesPerRequest, suspect.GrowthPerRequest) switch
        {
            ({ } bytes, { } count) => $"{Words.Rate(bytes, "bytes", work)}, {Instances(count.Estimate)} per {work}",
            ({ } bytes, null) => Words.Rate(bytes, "bytes", work),
            (null, { } count) => FormattableString.Invariant($"{count.Estimate:+0.00} {Counted(suspect)}per {work}"),
            _ => "",
        };

    private static string Instances(double count) =>
        Words.Digits(count) is var digits && digits == "1" ? "1 instance" : $"{digits} instances";

    /// <summary>
    /// Why a heap that leaks has no suspect, as a sentence; empty when it has one, does not leak, or when nothing that
    /// could name one was taken.
    /// </summary>
    internal static string WhyNone(RunReport report)
    {
        var leaks = report.Verdict.Findings.Any(f => f is { Metric: "live-heap", Verdict: Verdict.Leak });
        if (!leaks || report.Verdict.Suspects.Any(s => s.Metric is "live-heap" or "goroutines"))
            return "";
        var profiles = report.Recording.Snapshots.Where(s => s.Format == "pprof-heap").ToArray();
        var snapshots = report.Recording.Snapshots.Where(s => s.Format == "heap").ToArray();
        return profiles.Length > 0 ? WhyNone(profiles)
            : snapshots.Length == 0 || report.Verdict.Suspects.Count > 0 ? ""
            : WhyNoneOf(snapshots);
    }

    /// <summary>Go samples allocations: small growth may be seen in none of them.</summary>
    private static string WhyNone(SnapshotTaken[] profiles)
    {
        var whole = profiles.Count(s => s.IsComplete);
        return whole > 1
            ? FormattableString.Invariant(
                $"Which code allocates what grows in the heap is not known: in the {whole} heap profiles no function's memory grows all the time. Go samples allocations, by default one for every 512 KiB: run longer, or set runtime.MemProfileRate = 4096 in the first line of main."
            )
            : "Which code allocates what grows in the heap is not known: it is seen between two heap profiles.";
    }

    private static string WhyNoneOf(SnapshotTaken[] snapshots)
    {
        var whole = snapshots.Count(s => s.IsComplete);
        var notes = snapshots.Where(s => !s.IsComplete && s.Note.Length > 0).Select(s => s.Note).Distinct().ToArray();
        var reason = (whole, notes) switch
        {
            (> 1, _) => FormattableString.Invariant($"in the {whole} heap snapshots no type grows with it"),
            (_, []) => "what grows is seen between two heap snapshots",
            (_, _) => string.Join("; ", notes),
        };
        return $"What holds the memory is not known: {reason}.";
    }

    /// <summary>Who holds it, for the end of a sentence; empty where that is not known.</summary>
    internal static string Held(Suspect suspect) => suspect.Holder.Length > 0 ? $", held by {suspect.Holder}" : "";

    private static string Counted(Suspect suspect) => suspect.Metric == "live-heap" ? "" : $"{suspect.Metric} ";

    /// <summary>
    /// Where it is allocated and what that rests on, or that no sample of it was seen; empty when nothing was sampled.
    /// </summary>
    internal static string Allocated(Suspect suspect) =>
        (suspect.AllocationSite, suspect.AllocationNote) switch
        {
            ([], "") => "",
            ([], var note) => $"allocation site unknown: {note}",
            ([var site, ..], "") => $"{Made(suspect)} in {site}",
            ([var site, ..], var note) => $"{Made(suspect)} in {site} ({note})",
        };

    /// <summary>
    /// What its site did: memory is allocated or mapped, handles are opened, threads started, assemblies loaded.
    /// </summary>
    internal static string Made(Suspect suspect) =>
        suspect.Metric switch
        {
            "handles" => "opened",
            "native-memory" => "mapped",
            "threads" or "child-processes" => "started",
            "assemblies" => "loaded",
            _ => "allocated",
        };
}
