using SoakHarness.Model.Pressure;

namespace SoakHarness.Reports.Html;

/// <summary>GC pressure, apart from the verdict on leaks.</summary>
internal static class PressureSection
{
    internal static void Add(Page page, GcPressure? pressure, string work)
    {
        if (pressure is null)
            return;
        page.Add(
            $"<section><h2>GC pressure{(pressure.Verdict == PressureVerdict.NotAsked ? "" : $": {PressureWords.Verdict(pressure)}")}</h2><p class=\"note\">Garbage is no leak; it costs time. Collections that the harness induced do not count.</p>"
        );
        page.Add($"<p>{PressureWords.Line(pressure, work)}</p>");
        if (pressure.Sites.Count > 0)
        {
            page.Add(
                $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"allocation sites\"><table><thead><tr><th class=\"number\">share</th><th>type</th><th>allocated in</th></tr></thead><tbody>"
            );
            foreach (var site in pressure.Sites)
                page.Add(
                    $"<tr><td class=\"number\">{Words.Digits(site.Share * 100)} %</td><td>{site.Type}</td><td>{site.Method}</td></tr>"
                );
            page.Add($"</tbody></table></div>");
        }

        page.Add($"</section>");
    }
}
