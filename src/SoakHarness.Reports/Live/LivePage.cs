using System.Text.Json.Nodes;
using SoakHarness.Model.Metrics;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Verdicts;
using SoakHarness.Reports.Html;

namespace SoakHarness.Reports.Live;

/// <summary>
/// The page of a run that is not over: the report's page with the report's charts, filled by a stream of states.
/// </summary>
public static class LivePage
{
    private const int MostEvents = 20;

    /// <summary>
    /// The Content-Security-Policy to send with the page; it allows the page of the finished run too.
    /// </summary>
    public static string Policy { get; } = ScriptedPage.Policy("'self'");

    /// <summary>The page before its first state.</summary>
    public static string Render() =>
        ScriptedPage.Wrap(
            "soak: running",
            "<div id=\"live\" data-events=\"events\"><header><div class=\"banner open\"><h1>Waiting for the run</h1></div></header></div>\n",
            null
        );

    /// <summary>
    /// A state: markup that seldom changes, texts by the id of their element, and charts. Each is complete: the page
    /// may begin with any.
    /// </summary>
    /// <param name="values">Where the run stands.</param>
    /// <param name="recording">What is recorded so far; null before the run has a recording.</param>
    /// <param name="gating">Metrics that gate the run.</param>
    /// <returns>JSON on one line.</returns>
    public static string State(LiveValues values, Recording? recording, IReadOnlyList<string> gating)
    {
        recording ??= new Recording
        {
            Identity = new RunIdentity
            {
                RunId = "",
                Scenario = values.Scenario,
                StartedAt = default,
            },
        };
        var charts = new List<Chart>();
        var body = Body(values, Unjudged(values, recording, gating), charts);
        var texts = values.Values.Select((v, i) => KeyValuePair.Create($"live-{i}", (JsonNode?)v.Value));
        return new JsonObject
        {
            ["title"] = $"{values.Scenario}: running",
            ["body"] = body,
            ["texts"] = new JsonObject(
                texts.Prepend(KeyValuePair.Create("live-phase", (JsonNode?)$"Running: {values.Phase}"))
            ),
            ["charts"] = ChartData.Of(recording, charts),
        }.ToJsonString();
    }

    private static RunReport Unjudged(LiveValues values, Recording recording, IReadOnlyList<string> gating) =>
        new()
        {
            Scenario = new Model.Scenarios.ScenarioSpec
            {
                Name = values.Scenario,
                Target = new Model.Scenarios.TargetSpec(),
            },
            Recording = recording,
            Verdict = new RunVerdict
            {
                Findings =
                [
                    .. gating.Select(m => new MetricFinding
                    {
                        Metric = m,
                        Unit = MetricCatalog.Find(m)?.Unit ?? "",
                        IsGating = true,
                    }),
                ],
            },
            Outcome = Outcome.Inconclusive,
        };

    private static string Body(LiveValues values, RunReport report, List<Chart> charts)
    {
        var page = new Page()
            .Add(
                $"<header><p class=\"run\">{values.Scenario} · {values.Folder}</p><div class=\"banner open\"><h1 id=\"live-phase\" aria-live=\"polite\"></h1>"
            )
            .Add(
                $"<p>A picture of the run so far, not its verdict: that comes when the run is over, here and in {values.Folder}/report.html.</p><p id=\"live-link\" role=\"status\"></p></div></header>"
            )
            .Add($"<section><h2>Now</h2><dl class=\"now\">");
        foreach (var (value, i) in values.Values.Select((v, i) => (v, i)))
            page.Add($"<div><dt>{value.Name}</dt><dd id=\"live-{i}\"></dd></div>");
        page.Add($"</dl></section>");
        ChartSection.Add(
            page,
            charts,
            "Does it grow?",
            Charts.Floor(report),
            ChartSection.AboutFloor,
            Charts.Rate(report)
        );
        foreach (var finding in report.Verdict.Findings)
            ChartSection.Add(page, charts, finding.Metric, Charts.Metric(report, finding), Charts.Meaning(finding));
        ChartSection.Add(
            page,
            charts,
            "Latency",
            Charts.Latency(report),
            "From the intended start of each request, so that waiting counts."
        );
        AddLines(
            page,
            "What happened",
            report
                .Recording.Events.Where(e => e.Kind != RunEventKind.Phase)
                .TakeLast(MostEvents)
                .Select(e => $"{RunClock.Say(e.Time, RunClock.Origin(report.Recording))}: {e.Text}")
        );
        AddLines(page, "Over already", values.Over);
        return page.ToString();
    }

    private static void AddLines(Page page, string title, IEnumerable<string> lines)
    {
        var all = lines.ToArray();
        if (all.Length == 0)
            return;
        page.Add($"<section><h2>{title}</h2>");
        foreach (var line in all)
            page.Add($"<p>{line}</p>");
        page.Add($"</section>");
    }
}
