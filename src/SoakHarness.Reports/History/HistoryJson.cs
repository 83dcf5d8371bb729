using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SoakHarness.Model.History;

namespace SoakHarness.Reports.History;

/// <summary>Histories for other programs; what is not known is null.</summary>
public static class HistoryJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Renders histories.</summary>
    /// <param name="histories">One per scenario.</param>
    public static string Render(IReadOnlyList<ScenarioHistory> histories) =>
        new JsonObject
        {
            ["schema"] = 1,
            ["scenarios"] = new JsonArray([
                .. histories.Select(h => new JsonObject
                {
                    ["scenario"] = h.Scenario,
                    ["turns"] = new JsonArray([
                        .. h.Turns.Select(t => new JsonObject
                        {
                            ["measure"] = t.Measure,
                            ["first_bad"] = t.FirstBad.Run,
                            ["last_good"] = t.LastGood.Run,
                            ["sentence"] = t.Sentence,
                        }),
                    ]),
                    ["nights"] = new JsonArray([.. h.Nights.Select(Night)]),
                }),
            ]),
        }.ToJsonString(Options) + "\n";

    private static JsonObject Night(Night night) =>
        new()
        {
            ["run"] = night.Run,
            ["started_at"] = night.StartedAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["verdict"] = Words.Kebab(night.Verdict.ToString()),
            ["commit"] = night.Commit,
            ["branch"] = night.Branch,
            ["build"] = night.Build,
            ["leak"] = Finite(night.Leak?.Estimate),
            ["leak_low"] = Finite(night.Leak?.Low),
            ["leak_high"] = Finite(night.Leak?.High),
            ["leak_per"] = night.IsPerRequest ? "request" : "hour",
            ["floor"] = night.Floor,
            ["allocated_per_request"] = night.Allocated,
            ["p99_ms"] = night.P99Ms,
        };

    private static double? Finite(double? value) => value is { } known && double.IsFinite(known) ? known : null;
}
