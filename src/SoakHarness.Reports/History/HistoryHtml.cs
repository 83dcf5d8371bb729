using System.Globalization;
using SoakHarness.Model.History;
using SoakHarness.Model.Verdicts;
using SoakHarness.Reports.Html;

namespace SoakHarness.Reports.History;

/// <summary>Histories as one page that needs nothing else and runs no script.</summary>
public static class HistoryHtml
{
    /// <summary>Renders histories.</summary>
    /// <param name="histories">One per scenario.</param>
    public static string Render(IReadOnlyList<ScenarioHistory> histories)
    {
        var bad = histories.Where(h => h.Turns.Count > 0).ToArray();
        var leaking = histories.Where(h => h.Nights[^1].Verdict == Verdict.Leak).Select(h => h.Scenario).ToArray();
        var headline =
            histories.Count == 0 ? "No runs yet"
            : bad.Length > 0 ? $"Got worse: {string.Join(", ", bad.Select(h => h.Scenario))}"
            : leaking.Length > 0 ? $"Leaks in its last run: {string.Join(", ", leaking)}"
            : "Nothing got worse";
        var page = new Page();
        page.Add(
            $"<header class=\"banner {(bad.Length + leaking.Length > 0 ? "leak" : "clean")}\"><h1>{headline}</h1>"
        );
        foreach (var turn in bad.SelectMany(h => h.Turns.Select(t => $"{h.Scenario}: {t.Sentence}")))
            page.Add($"<p>{turn}</p>");
        page.Add($"</header>");
        foreach (var history in histories)
            Add(page, history);
        return StaticPage.Wrap($"Soak history: {headline}", page.ToString());
    }

    private static void Add(Page page, ScenarioHistory history)
    {
        page.Add(
            $"<section><h2>{history.Scenario}</h2><p class=\"note\">{history.Nights.Count} runs; red points leak, green are clean, grey are inconclusive. Bars are 90 % intervals, a dashed line is the first bad night.</p><div class=\"charts\">"
        );
        page.AddRaw(
            Chart(history, "leak", $"leak per {(history.Nights[^1].IsPerRequest ? "request" : "hour")}")
                .Draw(
                    n =>
                        n.Leak is { } leak && double.IsFinite(leak.Estimate)
                            ? (Finite(leak.Low, leak), leak.Estimate, Finite(leak.High, leak))
                            : null,
                    Words.Bytes
                )
        );
        page.AddRaw(Chart(history, "floor", "floor").Draw(n => Point(n.Floor), Words.Bytes));
        page.AddRaw(
            Chart(history, "allocated-per-request", "allocated per request").Draw(n => Point(n.Allocated), Words.Bytes)
        );
        page.AddRaw(Chart(history, "p99", "p99").Draw(n => Point(n.P99Ms), v => $"{Words.Digits(v)} ms"));
        page.Add(
            $"</div><details><summary>all nights</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"nights of {history.Scenario}\"><table><thead><tr><th>night</th><th>verdict</th><th class=\"number\">leak</th><th class=\"number\">floor</th><th class=\"number\">allocated/request</th><th class=\"number\">p99</th><th>commit</th><th>branch</th><th>build</th></tr></thead><tbody>"
        );
        foreach (var night in history.Nights.Reverse())
            page.Add(
                $"<tr><td>{night.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}</td><td><span class=\"tag {Words.Kebab(night.Verdict.ToString())}\">{Words.Kebab(night.Verdict.ToString())}</span></td><td class=\"number\">{Cells.Leak(night)}</td><td class=\"number\">{Cells.Bytes(night.Floor)}</td><td class=\"number\">{Cells.Bytes(night.Allocated)}</td><td class=\"number\">{Cells.Ms(night.P99Ms)}</td><td>{Cells.Commit(night)}</td><td>{night.Branch}</td><td>{night.Build}</td></tr>"
            );
        page.Add($"</tbody></table></div></details></section>");
    }

    private static NightChart Chart(ScenarioHistory history, string measure, string title) =>
        new(title, history.Nights, history.Turns.FirstOrDefault(t => t.Measure == measure)?.FirstBad);

    private static (double, double, double)? Point(double? value) => value is { } known ? (known, known, known) : null;

    /// <summary>An end that is not bounded is drawn as no bar.</summary>
    private static double Finite(double end, Interval interval) => double.IsFinite(end) ? end : interval.Estimate;
}
