using SoakHarness.Model.Reports;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Reports.Html;

/// <summary>What leaks and who holds it.</summary>
internal static class Suspects
{
    internal static void Add(Page page, RunReport report)
    {
        var (verdict, unknown) = (report.Verdict, SuspectWords.WhyNone(report));
        if (verdict.Suspects.Count + verdict.Explanations.Count + unknown.Length == 0)
            return;
        page.Add($"<section><h2>What holds the memory</h2>");
        var share = verdict.Suspects.Where(s => s.Metric == "live-heap").Sum(s => s.Share ?? 0);
        if (share > 0)
            page.Add(
                $"<p class=\"note\">{(verdict.Suspects.Count == 1 ? "It explains" : "Together they explain")} {Math.Min(1, share).ToString("0%", System.Globalization.CultureInfo.InvariantCulture)} of the heap's growth between the first and the last snapshot.</p>"
            );
        foreach (var suspect in verdict.Suspects)
            Add(page, suspect, report.Recording.Work);
        if (unknown.Length > 0)
            page.Add($"<p>{unknown}</p>");
        foreach (var explanation in verdict.Explanations)
            page.Add($"<p>{explanation.Text}</p>");
        page.Add($"</section>");
    }

    private static void Add(Page page, Suspect suspect, string work)
    {
        page.Add($"<div class=\"suspect\"><div class=\"type\">{suspect.Type}</div>");
        if (SuspectWords.Growth(suspect, work) is { Length: > 0 } growth)
            page.Add($"<p>{growth}{Share(suspect)}</p>");
        if (suspect.Cause.Length > 0)
            page.Add($"<p><strong>Likely cause:</strong> {suspect.Cause}</p>");
        // The path of a Go profile is the stack of the allocation, which comes below.
        if (suspect.Path.Count > 0 && !suspect.Path.Reverse().SequenceEqual(suspect.AllocationSite))
        {
            page.Add(
                $"<h3>{(suspect.Metric == "goroutines" ? "Where they stand" : "Held by")}</h3><ul class=\"tree\">"
            );
            for (var i = 0; i < suspect.Path.Count; i++)
                page.Add($"<li>{new string('\u00a0', 3 * i)}{(i == 0 ? "" : "\u2514 ")}{suspect.Path[i]}</li>");
            page.Add($"</ul>");
        }

        if (suspect.AllocationSite.Count > 0 || suspect.AllocationNote.Length > 0)
            page.Add($"<h3>{Made(SuspectWords.Made(suspect))} in</h3>");
        if (suspect.AllocationSite.Count > 0)
            page.Add(
                $"<pre tabindex=\"0\" aria-label=\"allocation stack\">{string.Join('\n', suspect.AllocationSite)}</pre>"
            );
        if (suspect.AllocationNote.Length > 0)
            page.Add($"<p>{suspect.AllocationNote}</p>");
        page.Add($"</div>");
    }

    private static string Made(string verb) => char.ToUpperInvariant(verb[0]) + verb[1..];

    private static string Share(Suspect suspect)
    {
        var of = suspect.Metric == "live-heap" ? "" : $" in {suspect.Metric}";
        return suspect.Share is { } part ? FormattableString.Invariant($", {part:0%} of the growth{of}") : "";
    }
}
