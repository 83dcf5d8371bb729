using SoakHarness.Model.Verdicts;

namespace SoakHarness.Reports;

/// <summary>Sentences about a suspect that every report has.</summary>
internal static class SuspectWords
{
    /// <summary>
    /// Where it is allocated and what that rests on, or that no sample of it was seen; empty when nothing was sampled.
    /// </summary>
    internal static string Allocated(Suspect suspect) =>
        (suspect.AllocationSite, suspect.AllocationNote) switch
        {
            ([], "") => "",
            ([], var note) => $"allocation site unknown: {note}",
            ([var site, ..], "") => $"allocated in {site}",
            ([var site, ..], var note) => $"allocated in {site} ({note})",
        };
}
